import { useQueryClient } from '@tanstack/react-query'
import type { SessionInfo } from '@yanshu/protocol'
import i18next from 'i18next'
import { createContext, use, useMemo } from 'react'
import type { PropsWithChildren } from 'react'
import { createCallAction } from './call-action.ts'
import type { CallAction } from './call-action.ts'
import { sessionKey } from './use-session.ts'

const ApiContext = createContext<CallAction | undefined>(undefined)

/** Hands every page below the function that calls cloud actions in the name of the session. */
export function ApiProvider({ children }: PropsWithChildren) {
  const cache = useQueryClient()
  const callAction = useMemo(
    () =>
      createCallAction({
        csrfToken: () => cache.getQueryData<SessionInfo | null>(sessionKey)?.csrfToken ?? '',
        language: () => i18next.language,
        onSignedOut: () => cache.setQueryData<SessionInfo | null>(sessionKey, null),
      }),
    [cache],
  )
  return <ApiContext value={callAction}>{children}</ApiContext>
}

/** The function that calls a cloud action. */
export function useCallAction(): CallAction {
  const callAction = use(ApiContext)
  if (!callAction) throw new Error('useCallAction needs an ApiProvider above')
  return callAction
}
