import { describeIMAppList, tagLimits } from '@yanshu/protocol'
import type { AppItem } from '@yanshu/protocol'
import { Alert } from 'antd'
import type { TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { useSettled } from '../../../app/use-settled.ts'
import { BatchDialog } from '../../../batch/BatchDialog.tsx'
import { AppTags } from '../../../design/AppTags.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { staleTags } from '../../../tags/stale-tags.ts'
import type { AppTag } from '../../../tags/tag-rows.ts'
import { PickLists } from '../PickLists.tsx'
import { tagTitle } from './tag-title.ts'
import { useTagBatch } from './use-tag-batch.ts'

interface BindAppsDialogProps {
  readonly tag: AppTag
  readonly onClose: () => void
}

/** Puts a tag on applications, many at once. */
export function BindAppsDialog({ tag, onClose }: BindAppsDialogProps) {
  const { t } = useTranslation()
  const [picked, setPicked] = useState<readonly AppItem[]>([])
  const { bind } = useTagBatch(tag)
  const replaced = picked.filter((app) => otherValue(app, tag) !== undefined)
  return (
    <BatchDialog
      title={t('tags.bind.title', { tag: tagTitle(tag) })}
      okText={t('common.confirm')}
      width={960}
      failedTitle={t('tags.bind.failed')}
      doneText={(total) => t('tags.bind.done', { total })}
      ids={picked.map(({ SDKAppID }) => String(SDKAppID))}
      pieceSize={tagLimits.resourcesOfCall}
      send={bind}
      refreshes={staleTags}
      onClose={onClose}
    >
      <AppPicker tag={tag} picked={picked} onPick={setPicked} />
      {replaced.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="ys-gap-above"
          title={t('tags.bind.replaces', { total: replaced.length, key: tag.TagKey })}
        />
      )}
    </BatchDialog>
  )
}

/** The value that an app has of the tag's key, where it is another one. */
function otherValue({ Tags }: AppItem, { TagKey, TagValue }: AppTag): string | undefined {
  const held = Tags.find((tag) => tag.TagKey === TagKey)
  return held === undefined || held.TagValue === TagValue ? undefined : held.TagValue
}

const PAGE = 10

interface AppPickerProps {
  readonly tag: AppTag
  readonly picked: readonly AppItem[]
  readonly onPick: (picked: readonly AppItem[]) => void
}

function AppPicker({ tag, picked, onPick }: AppPickerProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState({ keyword: '', page: 1 })
  const settled = useSettled(search, 300)
  const list = useActionQuery(
    describeIMAppList,
    {
      Offset: (settled.page - 1) * PAGE,
      Limit: PAGE,
      ...(settled.keyword === '' ? {} : { Keyword: settled.keyword }),
    },
    { keepPrevious: true },
  )
  const name = { key: 'name', title: t('tags.app'), render: appName }
  const columns: TableColumnsType<AppItem> = [
    name,
    {
      key: 'tags',
      title: t('tags.title'),
      width: '45%',
      render: (_, app) => <AppTags tags={app.Tags} />,
    },
  ]
  return (
    <PickLists<AppItem>
      rowKey="SDKAppID"
      nameOf={({ AppName, SDKAppID }) => `${AppName} (${SDKAppID})`}
      columns={columns}
      pickedColumns={[name]}
      title={t('tags.bind.apps', { total: list.data?.TotalCount ?? 0 })}
      searchLabel={t('overview.search')}
      onSearch={(keyword) => setSearch({ keyword, page: 1 })}
      rows={list.data?.AppList ?? []}
      total={list.data?.TotalCount ?? 0}
      loading={list.isPending || list.isPlaceholderData}
      error={list.error}
      onRetry={() => void list.refetch()}
      page={search.page}
      pageSize={PAGE}
      onPage={(page) => setSearch((current) => ({ ...current, page }))}
      picked={picked}
      onPick={onPick}
      isHeld={({ Tags }) =>
        Tags.some(({ TagKey, TagValue }) => TagKey === tag.TagKey && TagValue === tag.TagValue)
      }
      empty={<EmptyState title={t('tags.bind.noApps')} />}
    />
  )
}

function appName(_: unknown, { AppName, SDKAppID }: AppItem) {
  return (
    <>
      <div>{AppName}</div>
      <div className="ys-quiet ys-digits">{SDKAppID}</div>
    </>
  )
}
