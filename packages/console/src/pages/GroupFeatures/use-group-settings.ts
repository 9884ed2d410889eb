import { describeConfInfo } from '@yanshu/protocol'
import { useEffect } from 'react'
import { useRefresh } from '../../api/use-action-query.ts'
import { useAppSettings } from '../Features/use-app-settings.ts'
import { untilNextEffect } from './pending.ts'

/** By how much the clocks of server and browser may differ before the answer comes too early. */
const SLACK = 2000

/** The settings of an app, read again when one that was pending takes effect. */
export function useGroupSettings(appId: number) {
  const settings = useAppSettings(appId)
  const refresh = useRefresh()
  const pending = settings.data?.conf.Pending
  useEffect(() => {
    const wait = pending && untilNextEffect(pending, Date.now())
    if (wait === undefined) return
    const timer = setTimeout(() => void refresh(describeConfInfo), wait + SLACK)
    return () => clearTimeout(timer)
  }, [pending, refresh])
  return settings
}
