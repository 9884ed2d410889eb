import { Audience } from './audience.ts'
import type { Target } from './session.ts'

export interface GroupLoadOptions {
  readonly target: Target
  /** What is written to in turn: of one group a server lets 40 messages a second through. */
  readonly groups: readonly string[]
  /** Members of each group beside the sender: the same accounts, all of them there. */
  readonly members: number
  /** Messages on their way together. */
  readonly window: number
  readonly warmupSeconds: number
  readonly seconds: number
}

export interface GroupLoadResult {
  readonly faults: readonly string[]
  readonly deliveriesPerSecond: number
}

/** Stored messages to groups, which every member must get once. */
export async function groupLoad(options: GroupLoadOptions): Promise<GroupLoadResult> {
  const { target, groups, members, window, warmupSeconds, seconds } = options
  const audience = await Audience.open(target, members)
  let turn = 0
  const send = () => audience.send(groups[turn++ % groups.length] ?? '')
  audience.reachedAll = send
  for (let i = 0; i < window; i++) send()
  await Bun.sleep(warmupSeconds * 1000)
  const [before, start] = [audience.deliveries, performance.now()]
  await Bun.sleep(seconds * 1000)
  const elapsed = performance.now() - start
  const deliveriesPerSecond = ((audience.deliveries - before) * 1000) / elapsed
  await audience.close()
  return { faults: audience.faults, deliveriesPerSecond }
}
