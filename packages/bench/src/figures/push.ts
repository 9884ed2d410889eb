import { generate } from '../generate.ts'
import { median } from '../load/percentiles.ts'
import type { Target } from '../load/session.ts'
import type { Measurement } from '../report.ts'
import type { PushWay } from '../yanshu/doors.ts'
import { revokePush, startPush } from '../yanshu/doors.ts'
import { BYSTANDERS, PUSHED, startWithPushTargets } from '../yanshu/grown.ts'
import type { Bench, Figure } from './figure.ts'

const SENDERS = 50
const PER_SECOND = 500

/** Whom a push is for is counted first; the load comes when it is on its way to them. */
const COUNTING_SECONDS = 6

export const push: Figure = {
  name: 'push',
  summary: 'how long messages take while 100,000 accounts are pushed to, against without a push',
  async run(bench) {
    if (bench.subject === 'floor') return []
    bench.progress(`push: loading ${PUSHED} accounts`)
    await using server = await startWithPushTargets(bench.dataRoot)
    const ways = ['live', 'stored'] as const
    const measurements: Measurement[] = []
    let loads = 0
    const load = () => paced(bench, server.target, loads++)
    for (const way of ways) measurements.push(await measure(bench, server.target, way, load))
    return measurements
  },
}

type Load = ReturnType<typeof paced>

async function measure(
  bench: Bench,
  target: Target,
  way: PushWay,
  load: () => Load,
): Promise<Measurement> {
  const quiet: number[] = []
  const busy: number[] = []
  const faults: string[] = []
  for (let round = 1; round <= bench.rounds; round++) {
    const without = await load()
    const taskId = await startPush(target, way)
    await Bun.sleep(COUNTING_SECONDS * 1000)
    const during = await load()
    await revokePush(target, taskId)
    quiet.push(without.p99)
    busy.push(during.p99)
    faults.push(...without.faults, ...during.faults)
    bench.progress(`push, ${way}, round ${round}: ${without.p99} ms, then ${during.p99} ms`)
  }
  return {
    figure: 'push',
    title: `delivery p99 during a ${way} push to 100,000 accounts`,
    unit: 'ms',
    digits: 2,
    floor: median(quiet),
    yanshu: median(busy),
    goal: { atMost: 1.5 },
    faults,
    note: `push: the column of the floor is Yanshu without a push, the column of Yanshu is Yanshu during one; ${PER_SECOND} messages a second from ${SENDERS} senders`,
  }
}

/** The n-th load: its senders sent nothing lately, so that none of it repeats another. */
function paced({ seconds, warmupSeconds }: Bench, target: Target, at: number) {
  const firstSender = (at % (BYSTANDERS / SENDERS)) * SENDERS
  const rate = { senders: SENDERS, firstSender, perSecond: PER_SECOND }
  return generate('paced', { target, ...rate, seconds, warmupSeconds })
}
