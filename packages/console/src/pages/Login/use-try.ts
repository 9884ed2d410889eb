import { useMutation } from '@tanstack/react-query'
import type { SessionFault } from '@yanshu/protocol'
import { useEffect, useState } from 'react'
import { SignInRefused } from '../../api/session.ts'

/** Why the last try did not work: refused for a reason we know, or any other failure. */
export type TryProblem = SessionFault['error'] | Error | undefined

/** Trying a password, with the seconds that one still has to wait after too many wrong ones. */
export function useTry<Words>(attempt: (words: Words) => Promise<void>, onDone?: () => void) {
  const [waitSeconds, setWaitSeconds] = useState(0)
  const run = useMutation({
    mutationFn: attempt,
    onSuccess: () => onDone?.(),
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

  const problem: TryProblem =
    run.error instanceof SignInRefused ? run.error.fault.error : (run.error ?? undefined)
  return { submit: run.mutate, working: run.isPending, problem, waitSeconds }
}
