import { Button, Modal, Table } from 'antd'
import type { TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { improves, isBestPlan, isPlanId, planComparison } from './plan-comparison.ts'
import type { PlanId, PlanValue } from './plan-comparison.ts'
import { usePlanText } from './use-plan-text.ts'

interface PlanComparisonDialogProps {
  readonly open: boolean
  /** The plan the application is on. */
  readonly plan: string
  readonly onClose: () => void
}

type Row = (typeof planComparison)[number]

/** What the paid plans add, row by row (C-019, C-020); it only shows. */
export function PlanComparisonDialog({ open, plan, onClose }: PlanComparisonDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      open={open}
      title={t('plans.title')}
      width={900}
      className="ys-comparison"
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
      destroyOnHidden
    >
      <Table<Row>
        className="ys-table"
        size="small"
        rowKey="item"
        pagination={false}
        scroll={{ x: 640 }}
        dataSource={planComparison}
        columns={useColumns(plan)}
      />
      <p className="ys-comparison__notes">
        {isPlanId(plan) && isBestPlan(plan) ? t('plans.best') : t('plans.legend')}
        <br />
        {t('plans.whoDecides')}
      </p>
    </Modal>
  )
}

function useColumns(plan: string): TableColumnsType<Row> {
  const { t } = useTranslation()
  const { name } = usePlanText(plan)
  const current = isPlanId(plan) ? plan : undefined
  const other = (id: PlanId) => ({
    title: t(`common.plans.${id}`),
    key: id,
    width: '20.5%',
    render: (row: Row) => (
      <>
        {valueText(row, row[id], t)}
        {current !== undefined && improves(row, current, id) && <Arrow />}
      </>
    ),
  })
  return [
    {
      title: t('plans.item'),
      key: 'item',
      rowScope: 'row',
      render: (row: Row) => t(`plans.items.${row.item}`),
    },
    {
      title: t('plans.current', { plan: name }),
      key: 'current',
      width: '24%',
      render: (row: Row) => (current === undefined ? '-' : valueText(row, row[current], t)),
    },
    other('standard'),
    other('premium'),
  ]
}

function Arrow() {
  const { t } = useTranslation()
  return (
    <span className="ys-comparison__arrow" role="img" aria-label={t('plans.better')}>
      ↑
    </span>
  )
}

function valueText(row: Row, value: PlanValue, t: TFunction): string {
  if (typeof value !== 'number') return t(`plans.values.${value}`)
  return 'unit' in row ? t(`plans.amounts.${row.unit}`, { amount: value }) : String(value)
}
