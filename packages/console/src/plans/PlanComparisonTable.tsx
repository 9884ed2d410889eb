import type { PlanItem } from '@yanshu/protocol'
import { Table } from 'antd'
import type { TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { improves, planComparison } from './plan-comparison.ts'
import type { PlanRow } from './plan-comparison.ts'
import type { PlanOffers } from './plan-offers.ts'
import { planText } from './use-plan-text.ts'

/** The plan of an app beside those it can be moved to, row by row. */
export function PlanComparisonTable({ offers }: { offers: PlanOffers }) {
  return (
    <Table<PlanRow>
      className="ys-table"
      size="small"
      rowKey="item"
      pagination={false}
      scroll={{ x: 420 + 130 * offers.higher.length }}
      dataSource={planComparison}
      columns={useColumns(offers)}
    />
  )
}

function useColumns({ current, higher }: PlanOffers): TableColumnsType<PlanRow> {
  const { t } = useTranslation()
  const other = (plan: PlanItem) => ({
    title: planTitle(plan, t),
    key: plan.Id,
    render: (row: PlanRow) => (
      <>
        {valueText(row, plan, t)}
        {current && improves(row, current, plan) && <Arrow />}
      </>
    ),
  })
  return [
    {
      title: t('plans.item'),
      key: 'item',
      rowScope: 'row',
      width: '30%',
      render: (row: PlanRow) => t(`plans.items.${row.item}`),
    },
    {
      title: t('plans.current', { plan: current ? planText(current.Id, t).name : '-' }),
      key: 'current',
      render: (row: PlanRow) => (current ? valueText(row, current, t) : '-'),
    },
    ...higher.map(other),
  ]
}

function planTitle(plan: PlanItem, t: TFunction): string {
  const { name } = planText(plan.Id, t)
  return plan.Paid ? t('plans.prepaid', { plan: name }) : name
}

function Arrow() {
  const { t } = useTranslation()
  return (
    <span className="ys-comparison__arrow" role="img" aria-label={t('plans.better')}>
      ↑
    </span>
  )
}

function valueText(row: PlanRow, plan: PlanItem, t: TFunction): string {
  const value = row.value(plan)
  if (typeof value !== 'number') return t(`plans.values.${value}`)
  return row.unit ? t(`plans.amounts.${row.unit}`, { amount: value }) : String(value)
}
