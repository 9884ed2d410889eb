import { generate } from '../generate.ts'
import { median } from '../load/percentiles.ts'
import type { Measurement } from '../report.ts'
import { Expiring } from '../yanshu/expiring.ts'
import type { Bench, Figure } from './figure.ts'

const MESSAGES = 1_000_000
const SENDERS = 100
const RATE = 300

/** Days: for ever, and shorter than the messages are old. */
const KEPT = { still: 0, expiring: 7 }

export const retention: Figure = {
  name: 'retention',
  summary: 'what sending costs while a million old messages are removed',
  async run(bench) {
    if (bench.subject === 'floor') return []
    if (bench.expire !== undefined) return [await untilGone(bench, bench.expire)]
    bench.progress(`retention: loading ${MESSAGES} messages`)
    await using old = await Expiring.create(bench.dataRoot, MESSAGES)
    const still: number[] = []
    const expiring: number[] = []
    const faults: string[] = []
    let removed = 0
    for (let round = 1; round <= bench.rounds; round++) {
      still.push(await p99(bench, old, KEPT.still, faults))
      const before = old.left
      expiring.push(await p99(bench, old, KEPT.expiring, faults))
      const gone = before - old.left
      if (gone === 0) faults.push('nothing was removed')
      removed += gone
      const times = `${still.at(-1)?.toFixed(2)} ms, ${expiring.at(-1)?.toFixed(2)} ms`
      bench.progress(`retention, round ${round} of ${bench.rounds}: ${times}, ${gone} removed`)
    }
    return [measured(median(still), median(expiring), faults, `${removed} in the time measured`)]
  },
}

/** Loads without expiry, for a p99 to set the others against. */
const BEFORE = 5

/** Load after load until so many messages are gone: the longest that expiry goes on. */
async function untilGone(bench: Bench, messages: number): Promise<Measurement> {
  bench.progress(`retention: loading ${messages} messages`)
  await using old = await Expiring.create(bench.dataRoot, messages)
  const faults: string[] = []
  const still = await loads(bench, old, KEPT.still, faults, (done) => done === BEFORE)
  const begun = performance.now()
  const expiring = await loads(bench, old, KEPT.expiring, faults, () => old.isOver)
  const seconds = Math.round((performance.now() - begun) / 1000)
  if (old.left > 0) faults.push(`${old.left} messages are left`)
  const worst = Math.max(...expiring).toFixed(2)
  const all = `all ${messages} in ${seconds} s; medians of ${still.length} and ${expiring.length} loads of ${bench.seconds} s, the worst of the latter ${worst} ms`
  return measured(median(still), median(expiring), faults, all)
}

/** Accounts of a load come again when their messages of before are no repetitions any more. */
const GROUPS = 100

/** The p99 of one load after the other on one server, until it is over. */
async function loads(
  { seconds, warmupSeconds, progress }: Bench,
  old: Expiring,
  days: number,
  faults: string[],
  isOver: (done: number) => boolean,
): Promise<readonly number[]> {
  await using server = await old.start(days)
  const load = { target: server.target, senders: SENDERS, seconds, warmupSeconds, perSecond: RATE }
  const times: number[] = []
  while (!isOver(times.length)) {
    const firstSender = (times.length % GROUPS) * SENDERS
    const one = await generate('paced', { ...load, firstSender })
    times.push(one.p99)
    faults.push(...one.faults)
    progress(`retention, ${days} days, load ${times.length}: ${one.p99.toFixed(2)} ms`)
  }
  return times
}

/** The 99th percentile of the time to arrival, of another app's messages on the same server. */
async function p99(
  { seconds, warmupSeconds }: Bench,
  old: Expiring,
  days: number,
  faults: string[],
): Promise<number> {
  await using server = await old.start(days)
  const { target } = server
  const load = { target, senders: SENDERS, seconds, warmupSeconds, perSecond: RATE }
  const times = await generate('paced', load)
  faults.push(...times.faults)
  return times.p99
}

function measured(
  floor: number,
  yanshu: number,
  faults: readonly string[],
  removed: string,
): Measurement {
  return {
    figure: 'retention',
    title: 'delivery time while old messages expire, p99',
    unit: 'ms',
    digits: 2,
    floor,
    yanshu,
    goal: { atMost: 1.5 },
    faults,
    note: `retention: the column of the floor is Yanshu keeping the old messages, the column of Yanshu is Yanshu removing them (${removed}); ${RATE} messages a second in both`,
  }
}
