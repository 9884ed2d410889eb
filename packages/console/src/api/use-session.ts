import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SessionInfo } from '@yanshu/protocol'
import { useCallback } from 'react'
import { changePassword, fetchSession, signIn, signOut } from './session.ts'
import type { PasswordWords, SignInWords } from './session.ts'
import { sessionKey } from './session-renewal.ts'

/** The session of this browser: pending, failed, `null` (nobody is signed in) or who is. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => fetchSession(signal),
    staleTime: Infinity,
  })
}

/** Signing in and out, which leave no data of an earlier user behind, and changing one's password. */
export function useSessionActions() {
  const cache = useQueryClient()

  const enter = useCallback(
    async (words: SignInWords) => {
      const session = await signIn(words)
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
  const change = useCallback(
    async (words: PasswordWords) => {
      const session = cache.getQueryData<SessionInfo | null>(sessionKey)
      const changed = await changePassword(session?.csrfToken ?? '', words)
      cache.setQueryData<SessionInfo | null>(sessionKey, changed)
    },
    [cache],
  )

  return { enter, leave, change }
}
