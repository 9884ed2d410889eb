import {
  describeAppAndAccountInfo,
  describeConfInfo,
  describeIMAppList,
  updatePostPayPackage,
} from '@yanshu/protocol'
import type { AppItem, PlanItem } from '@yanshu/protocol'
import { App, Button, Checkbox, Form, InputNumber, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../api/use-action-mutation.ts'
import { Allowed } from '../design/Allowed.tsx'
import { useToast } from '../design/use-toast.ts'
import { isTrial } from './plan-offers.ts'
import type { PlanOffers } from './plan-offers.ts'
import { UpgradeQuestion } from './UpgradeQuestion.tsx'
import { planText } from './use-plan-text.ts'

interface UpgradeFormProps {
  readonly app: AppItem
  readonly offers: PlanOffers
  readonly onClose: () => void
}

interface Upgrade {
  readonly plan?: string
  readonly months?: number | null
  readonly agrees?: boolean
}

const MOST_MONTHS = 24

/** Picks a plan and for how long; the button works once the terms are agreed to. */
export function UpgradeForm({ app, offers, onClose }: UpgradeFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Upgrade>()
  const plan = Form.useWatch<string | undefined>('plan', form)
  const agrees = Form.useWatch<boolean | undefined>('agrees', form)
  const { ask, isPending } = useUpgrade(app, offers, onClose)
  const choices = offers.renewable && offers.current ? [offers.current] : []
  const plans = [...choices, ...offers.higher]
  if (plans.length === 0) return <NothingHigher onClose={onClose} />

  return (
    <Form<Upgrade>
      form={form}
      name="upgrade"
      className="ys-upgrade"
      onFinish={ask}
      colon={false}
      requiredMark={false}
    >
      <p className="ys-quiet">{t('plans.legend')}</p>
      {isTrial(offers.current) && <p className="ys-quiet">{t('plans.neverBack')}</p>}
      <Form.Item name="plan" label={t('plans.moveTo')}>
        <Radio.Group
          aria-label={t('plans.moveTo')}
          options={plans.map((item) => planChoice(item))}
        />
      </Form.Item>
      <Form.Item label={t('plans.months')} htmlFor="upgrade_months">
        <div className="ys-upgrade__months">
          <Form.Item name="months" noStyle>
            <InputNumber min={1} max={MOST_MONTHS} precision={0} suffix={t('plans.monthsUnit')} />
          </Form.Item>
          <span className="ys-quiet">{t('plans.monthsHint')}</span>
        </div>
      </Form.Item>
      <div className="ys-dialog-footer">
        <Form.Item name="agrees" valuePropName="checked" className="ys-dialog-footer__start">
          <Checkbox>{t('plans.agree')}</Checkbox>
        </Form.Item>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Allowed action={updatePostPayPackage} appId={app.SDKAppID}>
          <Button
            type="primary"
            htmlType="submit"
            disabled={plan === undefined || agrees !== true}
            loading={isPending}
          >
            {plan === app.Plan ? t('plans.renewNow') : t('plans.upgradeNow')}
          </Button>
        </Allowed>
      </div>
    </Form>
  )

  function planChoice({ Id }: PlanItem) {
    const { name } = planText(Id, t)
    return { value: Id, label: Id === app.Plan ? t('plans.renew', { plan: name }) : name }
  }
}

function NothingHigher({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="ys-dialog-footer ys-upgrade">
      <p className="ys-quiet ys-dialog-footer__start">{t('plans.best')}</p>
      <Button onClick={onClose}>{t('common.close')}</Button>
    </div>
  )
}

/** Asks once more, then moves the app; a failure is shown by the mutation. */
function useUpgrade(app: AppItem, offers: PlanOffers, onClose: () => void) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const toast = useToast()
  const upgrade = useActionMutation(updatePostPayPackage, {
    refreshes: [describeAppAndAccountInfo, describeIMAppList, describeConfInfo],
    onSuccess: (_, { Plan }) => {
      const { name } = planText(Plan, t)
      toast(t(Plan === app.Plan ? 'plans.renewed' : 'plans.upgraded', { plan: name }))
      onClose()
    },
  })
  const ask = ({ plan, months }: Upgrade) => {
    const target = [...offers.higher, offers.current].find((item) => item?.Id === plan)
    if (!target) return
    const params = {
      SDKAppID: app.SDKAppID,
      Plan: target.Id,
      AgreeToTerms: true as const,
      ...(months ? { Months: months } : {}),
    }
    modal.confirm({
      title: t(target.Id === app.Plan ? 'plans.renewQuestion' : 'plans.upgradeQuestion'),
      content: <UpgradeQuestion app={app} offers={offers} target={target} months={months} />,
      okText: t('common.confirm'),
      cancelText: t('common.cancel'),
      closable: true,
      width: 480,
      onOk: () => upgrade.mutateAsync(params).catch(() => undefined),
    })
  }
  return { ask, isPending: upgrade.isPending }
}
