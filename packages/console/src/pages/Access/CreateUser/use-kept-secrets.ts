import { App } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'

/** Asks before a page is left that shows what cannot be shown again. */
export function useKeptSecrets(atStake: boolean): void {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const blocker = useBlocker(atStake)
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    modal.confirm({
      title: t('access.credentials.leaveTitle'),
      content: t('access.credentials.leaveText'),
      okText: t('access.credentials.leave'),
      okButtonProps: { danger: true },
      cancelText: t('access.credentials.stay'),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    })
  }, [blocker, modal, t])
  useEffect(() => {
    if (!atStake) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [atStake])
}
