import {
  deleteSdkAppId,
  describeAppAndAccountInfo,
  describeIMAppList,
  startSdkAppId,
  stopSdkAppId,
} from '@yanshu/protocol'
import type { AppItem } from '@yanshu/protocol'
import { App, Button, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { ConfirmByName } from '../../design/ConfirmByName.tsx'
import { useToast } from '../../design/use-toast.ts'

const changed = [describeAppAndAccountInfo, describeIMAppList]

/** Disable, enable and delete; deleting needs a disabled application and its name typed. */
export function AppStateActions({ app }: { app: AppItem }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const toast = useToast()
  const params = { SDKAppID: app.SDKAppID }
  const stop = useActionMutation(stopSdkAppId, {
    refreshes: changed,
    onSuccess: () => toast(t('basic.disableDialog.done')),
  })
  const start = useActionMutation(startSdkAppId, {
    refreshes: changed,
    onSuccess: () => toast(t('basic.enableDialog.done')),
  })
  // A failure is shown by the mutation; the dialog closes either way.
  const ask = (kind: 'disableDialog' | 'enableDialog', change: typeof stop) =>
    modal.confirm({
      title: t(`basic.${kind}.title`),
      content: t(`basic.${kind}.text`, { name: app.AppName }),
      okText: t('common.confirm'),
      cancelText: t('common.cancel'),
      closable: true,
      onOk: () => change.mutateAsync(params).catch(() => undefined),
    })

  return (
    <>
      {app.Status === 'disabled' ? (
        <Button
          type="link"
          size="small"
          className="ys-link-button"
          onClick={() => ask('enableDialog', start)}
        >
          {t('basic.state.enable')}
        </Button>
      ) : (
        <Button
          type="link"
          size="small"
          className="ys-link-button"
          onClick={() => ask('disableDialog', stop)}
        >
          {t('basic.state.disable')}
        </Button>
      )}
      <DeleteApp app={app} />
    </>
  )
}

function DeleteApp({ app }: { app: AppItem }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const navigate = useNavigate()
  const toast = useToast()
  const remove = useActionMutation(deleteSdkAppId, {
    refreshes: [describeIMAppList],
    onSuccess: () => {
      toast(t('basic.deleteDialog.done'))
      void navigate('/', { replace: true })
    },
  })
  const disabled = app.Status !== 'disabled'
  return (
    <>
      <Tooltip title={disabled ? t('basic.state.deleteNeedsDisabled') : undefined}>
        <Button
          type="link"
          size="small"
          className="ys-link-button"
          danger
          disabled={disabled}
          onClick={() => setAsking(true)}
        >
          {t('basic.state.delete')}
        </Button>
      </Tooltip>
      <ConfirmByName
        open={asking}
        title={t('basic.deleteDialog.title')}
        warning={t('basic.deleteDialog.warning')}
        name={app.AppName}
        confirmText={t('basic.state.delete')}
        confirming={remove.isPending}
        onConfirm={() => remove.mutate({ SDKAppID: app.SDKAppID })}
        onCancel={() => setAsking(false)}
      />
    </>
  )
}
