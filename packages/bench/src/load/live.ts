import { Audience } from './audience.ts'
import type { Target } from './session.ts'

/** A little below the 40 messages a second that a server lets through in one room. */
const PACE = 35

export interface LiveLoadOptions {
  readonly target: Target
  readonly room: string
  /** Who is in the room beside the sender. */
  readonly sockets: number
  readonly warmupSeconds: number
  readonly seconds: number
}

export interface LiveLoadResult {
  readonly faults: readonly string[]
  /** While a message is under way; between two of them nothing is. */
  readonly deliveriesPerSecond: number
}

/** Messages to a live room, one after the other, which everybody in it must get once. */
export async function liveLoad(options: LiveLoadOptions): Promise<LiveLoadResult> {
  const { target, room, sockets, warmupSeconds, seconds } = options
  const audience = await Audience.open(target, sockets, (session) =>
    session.ask('group.join', { groupId: room }),
  )
  await during(warmupSeconds, audience, room)
  const took = await during(seconds, audience, room)
  await audience.close()
  const whole = took.reduce((sum, each) => sum + each, 0)
  return { faults: audience.faults, deliveriesPerSecond: (took.length * sockets * 1000) / whole }
}

/** Milliseconds that each message took to reach everybody. */
async function during(seconds: number, audience: Audience, room: string): Promise<number[]> {
  const end = performance.now() + seconds * 1000
  const took: number[] = []
  while (performance.now() < end) {
    const start = performance.now()
    const reached = Promise.withResolvers<void>()
    audience.reachedAll = reached.resolve
    audience.send(room)
    const isThere = await Promise.race([reached.promise, Bun.sleep(10_000)]).then(
      () => audience.underWay === 0,
    )
    if (!isThere) break
    took.push(performance.now() - start)
    await Bun.sleep(Math.max(0, start + 1000 / PACE - performance.now()))
  }
  return took
}
