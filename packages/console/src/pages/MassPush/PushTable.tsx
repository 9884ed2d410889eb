import type { PushTaskItem } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import type { ListPage } from '../../app/use-list-page.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { PagedTable } from '../../design/PagedTable.tsx'
import { usePushColumns } from './use-push-columns.tsx'

export function PushTable({ list }: { list: ListPage<PushTaskItem> }) {
  const { t } = useTranslation()
  return (
    <PagedTable<PushTaskItem>
      list={list}
      rowKey="TaskId"
      columns={usePushColumns()}
      filterKey=""
      width={740}
      isTickable={false}
      totalText={(total) => t('push.table.total', { total })}
      empty={<EmptyState title={t('push.empty.title')} hint={t('push.empty.hint')} />}
    />
  )
}
