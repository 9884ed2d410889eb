import { describeTags } from '@yanshu/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { useLastPage, useListAddress } from '../../../app/use-list-address.ts'
import { LoadFailure } from '../../../design/LoadFailure.tsx'
import { Page } from '../../../design/Page.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { listDefaults, tagListParams, toRow } from './tag-list-params.ts'
import type { ListedTag } from './tag-list-params.ts'
import { TagDialogs } from './TagDialogs.tsx'
import type { TagDialog } from './TagDialogs.tsx'
import { TagsTable } from './TagsTable.tsx'
import { TagsToolbar } from './TagsToolbar.tsx'

/** 标签管理: the tags of the account, and which applications carry them (C-241…C-243). */
export function TagsPage() {
  const { t } = useTranslation()
  const [address, change] = useListAddress(listDefaults)
  const [selected, setSelected] = useState<readonly ListedTag[]>([])
  const { dialog, open, close } = useDialog<TagDialog>()
  const list = useActionQuery(describeTags, tagListParams(address), { keepPrevious: true })
  useLastPage(list.isPlaceholderData ? undefined : list.data?.TotalCount, address, change)

  return (
    <Page title={t('tags.list')} description={t('tags.description')}>
      <TagsToolbar address={address} selected={selected} onChange={change} onOpen={open} />
      {list.isError ? (
        <LoadFailure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <TagsTable
          tags={(list.data?.Tags ?? []).map(toRow)}
          total={list.data?.TotalCount ?? 0}
          loading={list.isPending || list.isPlaceholderData}
          address={address}
          selected={selected}
          onChange={change}
          onSelect={setSelected}
          onOpen={open}
        />
      )}
      <TagDialogs
        dialog={dialog}
        onOpen={open}
        onClose={close}
        onDeleted={(ids) => setSelected((rows) => rows.filter(({ id }) => !ids.includes(id)))}
      />
    </Page>
  )
}
