import { useQueryClient } from '@tanstack/react-query'
import type { SessionInfo } from '@yanshu/protocol'
import i18next from 'i18next'
import { createContext, use, useMemo } from 'react'
import type { PropsWithChildren } from 'react'
import { createAskMay } from './ask-may.ts'
import type { AskMay } from './ask-may.ts'
import { createCallAction } from './call-action.ts'
import type { CallAction } from './call-action.ts'
import { createSessionRenewal, sessionKey } from './session-renewal.ts'

interface Api {
  readonly callAction: CallAction
  readonly askMay: AskMay
}

const ApiContext = createContext<Api | undefined>(undefined)

/** Hands every page below the functions that ask the server in the name of the session. */
export function ApiProvider({ children }: PropsWithChildren) {
  const cache = useQueryClient()
  const api = useMemo(() => {
    const context = {
      session: () => cache.getQueryData<SessionInfo | null>(sessionKey),
      renewSession: createSessionRenewal(cache),
      language: () => i18next.language,
      onSignedOut: () => cache.setQueryData<SessionInfo | null>(sessionKey, null),
    }
    return { callAction: createCallAction(context), askMay: createAskMay(context) }
  }, [cache])
  return <ApiContext value={api}>{children}</ApiContext>
}

/** The function that calls a cloud action. */
export function useCallAction(): CallAction {
  return useApi().callAction
}

/** The function that asks whether the person may do something. */
export function useAskMay(): AskMay {
  return useApi().askMay
}

function useApi(): Api {
  const api = use(ApiContext)
  if (!api) throw new Error('The server is asked below an ApiProvider')
  return api
}
