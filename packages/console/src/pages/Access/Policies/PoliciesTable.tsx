import { createPolicy } from '@yanshu/protocol'
import type { StrategyInfo } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListPage } from '../../../app/use-list-page.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { PagedTable } from '../../../design/PagedTable.tsx'
import type { PoliciesDialog } from './PoliciesPage.tsx'
import { usePolicyColumns } from './use-policy-columns.tsx'

interface PoliciesTableProps {
  readonly list: ListPage<StrategyInfo>
  readonly onOpen: (dialog: PoliciesDialog) => void
}

export function PoliciesTable({ list, onOpen }: PoliciesTableProps) {
  const { t } = useTranslation()
  const columns = usePolicyColumns(list.address.filter, onOpen)
  return (
    <PagedTable<StrategyInfo>
      list={list}
      rowKey="PolicyName"
      columns={columns}
      filterKey="Type"
      width={980}
      totalText={(total) => t('policies.table.total', { total })}
      empty={<NoPolicies list={list} onOpen={onOpen} />}
    />
  )
}

/** Preset policies are always there: only what the list was narrowed to can be missing. */
function NoPolicies({ list, onOpen }: PoliciesTableProps) {
  const { t } = useTranslation()
  return (
    <EmptyState title={t('policies.noMatch.title')} hint={t('policies.noMatch.hint')}>
      {list.address.keyword === '' ? (
        <Allowed action={createPolicy}>
          <Button type="primary" onClick={() => onOpen({ kind: 'create' })}>
            {t('policies.new')}
          </Button>
        </Allowed>
      ) : (
        <Button onClick={() => list.change({ keyword: '', filter: '' })}>
          {t('policies.noMatch.clear')}
        </Button>
      )}
    </EmptyState>
  )
}
