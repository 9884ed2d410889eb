import { generate } from '../generate.ts'
import { settledMemory } from '../memory.ts'
import type { Figure } from './figure.ts'
import { inTurn, medians } from './figure.ts'

const SOCKETS = 10_000
const WARMUP = 500

/** Accounts the sockets belong to. */
export const IDLE_ACCOUNTS = SOCKETS + WARMUP

export const connections: Figure = {
  name: 'connections',
  summary: 'memory of one idle signed-in socket, over 10,000 of them',
  async run(bench) {
    const rounds = await inTurn(bench, 'memory of idle sockets', async (side) => {
      await using server = await bench.start(side, 'connections')
      const readings: number[] = []
      const { faults } = await generate(
        'idle',
        { target: server.target, sockets: SOCKETS, warmup: WARMUP },
        async () => void readings.push(await settledMemory(server.pid)),
      )
      const [before = Number.NaN, after = Number.NaN] = readings
      return { faults, value: (after - before) / SOCKETS / 1024 }
    })
    return [
      {
        figure: 'connections',
        title: 'memory of an idle socket',
        unit: 'KiB',
        digits: 2,
        ...medians(rounds, (kibibytes) => kibibytes),
        goal: { atMost: 2 },
        note: 'idle sockets: growth of the resident memory over 10,000 sockets, after 10 quiet seconds',
      },
    ]
  },
}
