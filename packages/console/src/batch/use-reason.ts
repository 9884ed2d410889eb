import { useTranslation } from 'react-i18next'
import { enUS } from '../i18n/en-US/index.ts'

type KnownReason = keyof (typeof enUS)['groups']['reasons']

interface RowOutcome {
  /** The code of the REST API; 0 where it worked. */
  readonly ResultCode: number
  readonly ResultInfo: string
}

/** Says in the user's language why one row was refused; in the server's words where we have none. */
export function useReason(): (outcome: RowOutcome) => string {
  const { t } = useTranslation()
  return ({ ResultCode, ResultInfo }) => {
    const known = knownReason(ResultCode)
    return known
      ? `${t(`groups.reasons.${known}`)} (${ResultCode})`
      : `${ResultInfo} (${ResultCode})`
  }
}

function knownReason(code: number): KnownReason | undefined {
  const key = `c${code}`
  return isKnown(key) ? key : undefined
}

function isKnown(key: string): key is KnownReason {
  return Object.hasOwn(enUS.groups.reasons, key)
}
