import {
  createDev,
  describeAppAndAccountInfo,
  describeIMAppList,
  updatePostPayPackage,
} from '@yanshu/protocol'
import type { AppItem, PlanItem } from '@yanshu/protocol'
import { Alert, App, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { formatDateTime } from '../../design/format.ts'
import { useToast } from '../../design/use-toast.ts'
import { canExtend } from '../../plans/plan-offers.ts'

interface PlanTroubleProps {
  readonly app: AppItem
  readonly plan: PlanItem | undefined
  readonly onRenew: () => void
}

/** Why the application stopped, or will, and the way out. */
export function PlanTrouble({ app, plan, onRenew }: PlanTroubleProps) {
  const { t } = useTranslation()
  const renew = (
    <Allowed action={updatePostPayPackage}>
      <Button size="small" onClick={onRenew}>
        {t('basic.trouble.renew')}
      </Button>
    </Allowed>
  )
  if (canExtend(plan, app)) {
    return <Trouble text={t('basic.trouble.trialEnded')} action={<ExtendTrial app={app} />} />
  }
  if (app.Billing === 'refunded') {
    return <Trouble text={t('basic.trouble.refunded')} action={renew} />
  }
  if (app.Billing === 'arrears') {
    const time = formatDateTime(app.StopTime ?? 0)
    const stopped = app.Status === 'arrears'
    const text = stopped ? t('basic.trouble.inArrears') : t('basic.trouble.willStop', { time })
    return <Trouble text={text} action={renew} isWarning={!stopped} />
  }
  if (app.Status === 'expired') {
    return <Trouble text={t('basic.trouble.expired')} action={renew} />
  }
  return undefined
}

interface TroubleTextProps {
  readonly text: string
  readonly action: ReactNode
  readonly isWarning?: boolean
}

function Trouble({ text, action, isWarning = false }: TroubleTextProps) {
  return (
    <Alert
      type={isWarning ? 'warning' : 'error'}
      showIcon
      className="ys-gap-below"
      title={text}
      action={action}
    />
  )
}

/** 申请延期: one month more for a trial that has ended. */
function ExtendTrial({ app }: { app: AppItem }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const toast = useToast()
  const extend = useActionMutation(createDev, {
    refreshes: [describeAppAndAccountInfo, describeIMAppList],
    onSuccess: () => toast(t('basic.extend.done')),
  })
  const ask = () =>
    modal.confirm({
      title: t('basic.extend.title'),
      content: t('basic.extend.text', { name: app.AppName }),
      okText: t('common.confirm'),
      cancelText: t('common.cancel'),
      closable: true,
      // A failure is shown by the mutation; the dialog closes either way.
      onOk: () => extend.mutateAsync({ SDKAppID: app.SDKAppID }).catch(() => undefined),
    })
  return (
    <Allowed action={createDev}>
      <Button size="small" onClick={ask}>
        {t('basic.extend.apply')}
      </Button>
    </Allowed>
  )
}
