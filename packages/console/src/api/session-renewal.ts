import type { QueryClient } from '@tanstack/react-query'
import type { SessionInfo } from '@yanshu/protocol'
import { fetchSession } from './session.ts'

/** The query that holds who is signed in. */
export const sessionKey = ['session'] as const

/**
 * Builds the function that reads the session again into the cache. Calls at the same time share one
 * request. Where somebody else is signed in now, nothing stays that the one before has read.
 */
export function createSessionRenewal(cache: QueryClient): () => Promise<SessionInfo | null> {
  let running: Promise<SessionInfo | null> | undefined
  const renew = async () => {
    const before = cache.getQueryData<SessionInfo | null>(sessionKey)
    const session = await fetchSession()
    cache.setQueryData<SessionInfo | null>(sessionKey, session)
    if (session !== null && session.uin !== before?.uin) {
      void cache.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
    }
    return session
  }
  return () => {
    running ??= renew().finally(() => {
      running = undefined
    })
    return running
  }
}
