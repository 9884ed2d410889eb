import { DisconnectOutlined, PlusOutlined } from '@ant-design/icons'
import { describeResourcesByTags, tagResources, unTagResources } from '@yanshu/protocol'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { LoadFailure } from '../../../design/LoadFailure.tsx'
import type { AppTag } from '../../../tags/tag-rows.ts'
import { BoundAppsTable, PAGE } from './BoundAppsTable.tsx'
import { tagTitle } from './tag-title.ts'
import { UnbindAppsDialog } from './UnbindAppsDialog.tsx'

interface BoundAppsDrawerProps {
  readonly tag: AppTag
  readonly onBind: () => void
  readonly onClose: () => void
}

/** 查看绑定资源: the applications that carry a tag, and a way to take it off. */
export function BoundAppsDrawer({ tag, onBind, onClose }: BoundAppsDrawerProps) {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const [selected, setSelected] = useState<readonly string[]>([])
  const [leaving, setLeaving] = useState<readonly string[]>([])
  const { TagKey, TagValue } = tag
  const list = useActionQuery(
    describeResourcesByTags,
    {
      TagFilters: [{ TagKey, TagValue: [TagValue] }],
      ServiceType: 'im',
      ResourcePrefix: 'sdkappid',
      Offset: (page - 1) * PAGE,
      Limit: PAGE,
    },
    { keepPrevious: true },
  )
  return (
    <Drawer
      open
      rootClassName="ys-tag-drawer"
      size={760}
      title={t('tags.bound.title', { tag: tagTitle(tag) })}
      onClose={onClose}
    >
      <div className="ys-toolbar">
        <Allowed action={tagResources}>
          <Button icon={<PlusOutlined />} onClick={onBind}>
            {t('tags.bind.action')}
          </Button>
        </Allowed>
        <Allowed action={unTagResources}>
          <Button
            icon={<DisconnectOutlined />}
            disabled={selected.length === 0}
            onClick={() => setLeaving(selected)}
          >
            {t('tags.unbind.action')}
          </Button>
        </Allowed>
      </div>
      {list.isError ? (
        <LoadFailure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <BoundAppsTable
          rows={list.data?.Rows ?? []}
          total={list.data?.TotalCount ?? 0}
          loading={list.isPending || list.isPlaceholderData}
          page={page}
          onPage={setPage}
          selected={selected}
          onSelect={setSelected}
          onUnbind={setLeaving}
        />
      )}
      {leaving.length > 0 && (
        <UnbindAppsDialog
          tag={tag}
          appIds={leaving}
          onUnbound={(ids) => {
            setSelected((all) => all.filter((id) => !ids.includes(id)))
            setPage(1)
          }}
          onClose={() => setLeaving([])}
        />
      )}
    </Drawer>
  )
}
