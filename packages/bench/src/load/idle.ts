import type { Pause } from './jobs.ts'
import type { Target } from './session.ts'
import { openSessions, userName } from './session.ts'

export interface IdleLoadOptions {
  readonly target: Target
  readonly sockets: number
  /** Sockets opened and closed first, so that code and pools that are loaded once are there. */
  readonly warmup: number
}

export interface IdleLoadResult {
  readonly faults: readonly string[]
}

/** Signed-in sockets of as many users that do nothing; pauses before and after they are opened. */
export async function idleLoad(options: IdleLoadOptions, pause: Pause): Promise<IdleLoadResult> {
  const { target, sockets, warmup } = options
  const users = Array.from({ length: warmup + sockets }, (_, index) => userName(index))
  const early = await openSessions(target, users.slice(0, warmup), () => {})
  for (const session of early) session.close()
  await pause()

  let dropped = 0
  const sessions = await openSessions(target, users.slice(warmup), () => dropped++)
  await pause()

  const faults = dropped === 0 ? [] : [`the server ended ${dropped} of ${sockets} idle sockets`]
  for (const session of sessions) session.close()
  return { faults }
}
