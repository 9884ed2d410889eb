import {
  describeAppAndAccountInfo,
  describeIMAppList,
  setBillingState,
  startSdkAppId,
  stopSdkAppId,
} from '@yanshu/protocol'
import type { AppItem, BillingState } from '@yanshu/protocol'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useToast } from '../../design/use-toast.ts'

const changed = [describeAppAndAccountInfo, describeIMAppList]

/** What disables, enables or bills an application; each asks before it does. */
export function useAppStateChanges(app: AppItem) {
  const { t } = useTranslation()
  const toast = useToast()
  const ask = useAsk()
  const telling = (done: string) => ({ refreshes: changed, onSuccess: () => toast(done) })
  const stop = useActionMutation(stopSdkAppId, telling(t('basic.disableDialog.done')))
  const start = useActionMutation(startSdkAppId, telling(t('basic.enableDialog.done')))
  const bill = useActionMutation(setBillingState, telling(t('basic.billing.done')))
  const { SDKAppID, AppName: name } = app
  return {
    askState: (kind: 'disableDialog' | 'enableDialog') =>
      ask(t(`basic.${kind}.title`), t(`basic.${kind}.text`, { name }), () =>
        (kind === 'disableDialog' ? stop : start).mutateAsync({ SDKAppID }),
      ),
    askBilling: (State: BillingState) =>
      ask(t(`basic.billing.set.${State}`), t(`basic.billing.questions.${State}`, { name }), () =>
        bill.mutateAsync({ SDKAppID, State }),
      ),
  }
}

function useAsk() {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  return (title: string, content: string, change: () => Promise<unknown>) =>
    modal.confirm({
      title,
      content,
      okText: t('common.confirm'),
      cancelText: t('common.cancel'),
      closable: true,
      // A failure is shown by the mutation; the dialog closes either way.
      onOk: () => change().catch(() => undefined),
    })
}
