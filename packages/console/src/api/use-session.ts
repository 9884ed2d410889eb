import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SessionInfo } from '@yanshu/protocol'
import { useCallback } from 'react'
import { fetchSession, signIn, signOut } from './session.ts'

export const sessionKey = ['session'] as const

/** The session of this browser: pending, failed, `null` (nobody is signed in) or who is. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => fetchSession(signal),
    staleTime: Infinity,
  })
}

/** Signing in and out; both leave no data of an earlier user behind. */
export function useSessionActions() {
  const cache = useQueryClient()

  const enter = useCallback(
    async (user: string, password: string) => {
      const session = await signIn(user, password)
      cache.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
      cache.setQueryData<SessionInfo | null>(sessionKey, session)
    },
    [cache],
  )
  const leave = useCallback(async () => {
    const session = cache.getQueryData<SessionInfo | null>(sessionKey)
    await signOut(session?.csrfToken ?? '')
    cache.setQueryData<SessionInfo | null>(sessionKey, null)
    cache.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
  }, [cache])

  return { enter, leave }
}
