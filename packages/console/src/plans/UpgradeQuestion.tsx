import type { AppItem, PlanItem } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { losses } from './plan-comparison.ts'
import { isTrial } from './plan-offers.ts'
import type { PlanOffers } from './plan-offers.ts'
import { planText } from './use-plan-text.ts'

interface UpgradeQuestionProps {
  readonly app: AppItem
  readonly offers: PlanOffers
  readonly target: PlanItem
  readonly months: number | null | undefined
}

/** What a move means before it is made: for how long, what is lost, and that it is final. */
export function UpgradeQuestion({ app, offers, target, months }: UpgradeQuestionProps) {
  const { t } = useTranslation()
  const { current } = offers
  const lost = current ? losses(current, target) : []
  const name = app.AppName
  const plan = planText(target.Id, t).name
  return (
    <>
      <p>
        {months
          ? t('plans.questionMonths', { name, plan, months })
          : t('plans.questionEndless', { name, plan })}
      </p>
      {lost.length > 0 && (
        <>
          <p>{t('plans.lost', { plan })}</p>
          <ul className="ys-upgrade__lost">
            {lost.map((item) => (
              <li key={item}>{t(`plans.items.${item}`)}</li>
            ))}
          </ul>
        </>
      )}
      {isTrial(current) && <p>{t('plans.neverBack')}</p>}
    </>
  )
}
