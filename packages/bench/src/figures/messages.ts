import { generate } from '../generate.ts'
import type { Bench, Figure, Rounds } from './figure.ts'
import { inTurn, medians } from './figure.ts'

export const SENDERS = 200
const WINDOW = 10

export const messages: Figure = {
  name: 'messages',
  summary: 'messages a second, each durable, delivered and acknowledged',
  async run(bench) {
    const rounds = await messageRounds(bench)
    return [
      {
        figure: 'messages',
        title: 'message throughput',
        unit: 'msg/s',
        digits: 0,
        ...medians(rounds, (perSecond) => perSecond),
        goal: { atLeast: 0.6 },
      },
    ]
  },
}

/** Throughput of both sides: 200 senders in a ring, 10 messages each on their way. */
export function messageRounds(bench: Bench): Promise<Rounds<number>> {
  const { seconds, warmupSeconds } = bench
  return inTurn(bench, 'message throughput', async (side) => {
    await using server = await bench.start(side, 'messages')
    const { target } = server
    const { faults, perSecond } = await generate('closed', {
      target,
      senders: SENDERS,
      window: WINDOW,
      seconds,
      warmupSeconds,
    })
    return { faults, value: perSecond }
  })
}
