import type { CloudAction } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { permissionOf, useMays } from '../api/use-may.ts'

/**
 * What to say about each action that the person may not perform; undefined where it may. For
 * controls that `Allowed` cannot wrap, such as the entries of a menu. Text is empty while it is not known.
 */
export function useMissing(
  actions: readonly CloudAction[],
  appId?: number,
): readonly (string | undefined)[] {
  const { t } = useTranslation()
  const mays = useMays(actions.map((action) => ({ action, appId })))
  return actions.map((action, at) => {
    if (mays[at] === 'yes') return undefined
    return mays[at] === 'no' ? t('errors.denied.needs', { permission: permissionOf(action) }) : ''
  })
}
