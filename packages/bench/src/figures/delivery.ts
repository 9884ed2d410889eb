import { generate } from '../generate.ts'
import { median } from '../load/percentiles.ts'
import type { Bench, Figure } from './figure.ts'
import { inTurn, medians } from './figure.ts'
import { messageRounds, SENDERS } from './messages.ts'

export const delivery: Figure = {
  name: 'delivery',
  summary: 'time from sending to arrival, at half of the load that Yanshu can take',
  async run(bench) {
    const perSecond = await halfLoad(bench)
    const rounds = await inTurn(bench, 'delivery time', async (side) => {
      await using server = await bench.start(side, 'messages')
      const { faults, p50, p99 } = await generate('paced', {
        target: server.target,
        senders: SENDERS,
        seconds: bench.seconds,
        warmupSeconds: bench.warmupSeconds,
        perSecond,
      })
      return { faults, value: { p50, p99 } }
    })
    const rate = Math.round(perSecond).toLocaleString('en-US')
    const common = {
      figure: 'delivery',
      unit: 'ms',
      digits: 2,
      goal: { atMost: 3 },
      note: `delivery time: both programs get ${rate} messages a second, half of Yanshu's own throughput in this run; the clock starts when a message is due`,
    }
    return [
      { ...common, title: 'delivery time, p50', ...medians(rounds, ({ p50 }) => p50) },
      { ...common, title: 'delivery time, p99', ...medians(rounds, ({ p99 }) => p99) },
    ]
  },
}

/** Half of what Yanshu takes, measured now: a rate of another day or machine says nothing. */
async function halfLoad(bench: Bench): Promise<number> {
  const { yanshu, faults } = await messageRounds({ ...bench, rounds: 1 })
  if (faults.length > 0) throw new Error(`no rate to pace by: ${faults.join('; ')}`)
  return median(yanshu) / 2
}
