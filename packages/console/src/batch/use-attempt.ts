import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiFailure, NETWORK_FAILURE, SIGNED_OUT } from '../api/api-failure.ts'
import { failureText } from '../api/failure-text.ts'
import type { Refused } from './RefusedList.tsx'

/** Failures that concern all that is left to do, or that waiting helps against. */
const STOPPING: ReadonlySet<string> = new Set([NETWORK_FAILURE, SIGNED_OUT, 'RequestLimitExceeded'])

/** For actions on many things by a call each: makes one, and answers what it was refused for. */
export function useAttempt() {
  const { t } = useTranslation()
  return useCallback(
    async (id: string, call: () => Promise<unknown>): Promise<readonly Refused[]> => {
      try {
        await call()
        return []
      } catch (error) {
        if (!(error instanceof ApiFailure) || STOPPING.has(error.code)) throw error
        const { title, detail } = failureText(error, t)
        return [{ id, reason: detail === undefined ? title : `${title} ${detail}` }]
      }
    },
    [t],
  )
}
