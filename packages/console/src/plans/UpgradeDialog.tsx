import { describePlans } from '@yanshu/protocol'
import type { AppItem } from '@yanshu/protocol'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../api/use-action-query.ts'
import { Loaded } from '../design/Loaded.tsx'
import { planOffers } from './plan-offers.ts'
import { PlanComparisonTable } from './PlanComparisonTable.tsx'
import { UpgradeForm } from './UpgradeForm.tsx'

interface UpgradeDialogProps {
  readonly open: boolean
  readonly app: AppItem
  readonly onClose: () => void
}

/** What higher plans add, and the move of an application to one of them. */
export function UpgradeDialog({ open, app, onClose }: UpgradeDialogProps) {
  const { t } = useTranslation()
  const plans = useActionQuery(describePlans, {}, { enabled: open })
  return (
    <Modal
      open={open}
      title={t('plans.title')}
      width={960}
      className="ys-comparison"
      onCancel={onClose}
      footer={null}
      destroyOnHidden
    >
      <Loaded query={plans} rows={10}>
        {({ Plans }) => {
          const offers = planOffers(Plans, app.Plan)
          return (
            <>
              <PlanComparisonTable offers={offers} />
              <UpgradeForm app={app} offers={offers} onClose={onClose} />
            </>
          )
        }}
      </Loaded>
    </Modal>
  )
}
