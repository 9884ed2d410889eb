import { describeTags } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useListPage } from '../../../app/use-list-page.ts'
import { Page } from '../../../design/Page.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { listDefaults, tagListParams, toRow } from './tag-list-params.ts'
import { TagDialogs } from './TagDialogs.tsx'
import type { TagDialog } from './TagDialogs.tsx'
import { TagsTable } from './TagsTable.tsx'
import { TagsToolbar } from './TagsToolbar.tsx'

/** 标签管理: the tags of the account, and which applications carry them. */
export function TagsPage() {
  const { t } = useTranslation()
  const { dialog, open, close } = useDialog<TagDialog>()
  const list = useListPage(describeTags, {
    defaults: listDefaults,
    params: tagListParams,
    read: ({ Tags, TotalCount }) => ({ rows: Tags.map(toRow), total: TotalCount }),
  })

  return (
    <Page title={t('tags.list')} description={t('tags.description')}>
      <TagsToolbar
        address={list.address}
        selected={list.selected}
        onChange={list.change}
        onOpen={open}
      />
      <TagsTable list={list} onOpen={open} />
      <TagDialogs
        dialog={dialog}
        onOpen={open}
        onClose={close}
        onDeleted={(ids) => list.unselect(({ id }) => ids.includes(id))}
      />
    </Page>
  )
}
