import { useMutation } from '@tanstack/react-query'
import type { SessionFault } from '@yanshu/protocol'
import { useEffect, useState } from 'react'
import { SignInRefused } from '../../api/session.ts'
import { useSessionActions } from '../../api/use-session.ts'

/** Why the last try did not work: refused for a reason we know, or any other failure. */
export type SignInProblem = SessionFault['error'] | Error | undefined

/** Signing in, with the seconds that a throttled visitor still has to wait. */
export function useSignIn() {
  const { enter } = useSessionActions()
  const [waitSeconds, setWaitSeconds] = useState(0)
  const attempt = useMutation({
    mutationFn: ({ user, password }: { user: string; password: string }) => enter(user, password),
    onError: (error) => {
      if (error instanceof SignInRefused) setWaitSeconds(error.fault.retryAfter ?? 0)
    },
  })

  const waiting = waitSeconds > 0
  useEffect(() => {
    if (!waiting) return undefined
    const timer = setInterval(() => setWaitSeconds((seconds) => Math.max(0, seconds - 1)), 1_000)
    return () => clearInterval(timer)
  }, [waiting])

  const problem: SignInProblem =
    attempt.error instanceof SignInRefused
      ? attempt.error.fault.error
      : (attempt.error ?? undefined)
  return { submit: attempt.mutate, working: attempt.isPending, problem, waitSeconds }
}
