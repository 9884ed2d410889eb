import { createPolicy } from '@yanshu/protocol'
import type { StrategyInfo } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListAddress } from '../../../app/use-list-address.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { ListTable } from '../../../design/ListTable.tsx'
import type { PoliciesDialog } from './PoliciesPage.tsx'
import { pageSizes } from './policy-list-params.ts'
import { usePolicyColumns } from './use-policy-columns.tsx'

interface PoliciesTableProps {
  readonly policies: readonly StrategyInfo[]
  readonly total: number
  readonly loading: boolean
  readonly address: ListAddress
  readonly selected: readonly StrategyInfo[]
  readonly onChange: (part: Partial<ListAddress>) => void
  readonly onSelect: (rows: readonly StrategyInfo[]) => void
  readonly onOpen: (dialog: PoliciesDialog) => void
}

export function PoliciesTable(props: PoliciesTableProps) {
  const { t } = useTranslation()
  const { address } = props
  const columns = usePolicyColumns(address.filter, props.onOpen)
  return (
    <ListTable<StrategyInfo>
      rowKey="PolicyName"
      columns={columns}
      filterKey="Type"
      width={980}
      rows={props.policies}
      total={props.total}
      totalText={(total) => t('policies.table.total', { total })}
      loading={props.loading}
      pageSizes={pageSizes}
      address={address}
      selected={props.selected}
      empty={<NoPolicies {...props} />}
      onChange={props.onChange}
      onSelect={props.onSelect}
    />
  )
}

/** Preset policies are always there: only what the list was narrowed to can be missing. */
function NoPolicies({ address, onChange, onOpen }: PoliciesTableProps) {
  const { t } = useTranslation()
  return (
    <EmptyState title={t('policies.noMatch.title')} hint={t('policies.noMatch.hint')}>
      {address.keyword === '' ? (
        <Allowed action={createPolicy}>
          <Button type="primary" onClick={() => onOpen({ kind: 'create' })}>
            {t('policies.new')}
          </Button>
        </Allowed>
      ) : (
        <Button onClick={() => onChange({ keyword: '', filter: '' })}>
          {t('policies.noMatch.clear')}
        </Button>
      )}
    </EmptyState>
  )
}
