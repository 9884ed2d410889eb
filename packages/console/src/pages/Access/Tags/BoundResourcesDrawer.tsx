import { DisconnectOutlined, PlusOutlined } from '@ant-design/icons'
import { describeResourcesByTags, tagResources, unTagResources } from '@yanshu/protocol'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { LoadFailure } from '../../../design/LoadFailure.tsx'
import type { AppTag } from '../../../tags/tag-rows.ts'
import type { BoundResource } from './bound-resource.ts'
import { nameOfBound } from './bound-resource.ts'
import { BoundResourcesTable, PAGE } from './BoundResourcesTable.tsx'
import { tagTitle } from './tag-title.ts'
import { UnbindResourcesDialog } from './UnbindResourcesDialog.tsx'

interface BoundResourcesDrawerProps {
  readonly tag: AppTag
  readonly onBind: () => void
  readonly onClose: () => void
}

/** 查看绑定资源: the applications and policies that carry a tag, and a way to take it off. */
export function BoundResourcesDrawer({ tag, onBind, onClose }: BoundResourcesDrawerProps) {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const [selected, setSelected] = useState<readonly BoundResource[]>([])
  const [leaving, setLeaving] = useState<readonly BoundResource[]>([])
  const { TagKey, TagValue } = tag
  const list = useActionQuery(
    describeResourcesByTags,
    {
      TagFilters: [{ TagKey, TagValue: [TagValue] }],
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
        <BoundResourcesTable
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
        <UnbindResourcesDialog
          tag={tag}
          resources={leaving}
          onUnbound={(gone) => {
            setSelected((all) => all.filter((one) => !gone.includes(nameOfBound(one))))
            setPage(1)
          }}
          onClose={() => setLeaving([])}
        />
      )}
    </Drawer>
  )
}
