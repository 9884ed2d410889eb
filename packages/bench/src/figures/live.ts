import { generate } from '../generate.ts'
import type { Figure } from './figure.ts'
import { inTurn, medians } from './figure.ts'

export const LIVE_SOCKETS = 5000
export const LIVE_ROOM = 'bench-room'

export const live: Figure = {
  name: 'live',
  summary: 'deliveries a second of a message to a live room of 5,000 sockets',
  async run(bench) {
    const title = 'a message to a live room of 5,000'
    const rounds = await inTurn(bench, title, async (side) => {
      await using server = await bench.start(side, 'live')
      const { faults, deliveriesPerSecond } = await generate('live', {
        target: server.target,
        room: LIVE_ROOM,
        sockets: LIVE_SOCKETS,
        seconds: bench.seconds,
        warmupSeconds: bench.warmupSeconds,
      })
      return { faults, value: deliveriesPerSecond }
    })
    const values = medians(rounds, (perSecond) => perSecond)
    const goal = { atLeast: 0.8 }
    return [{ figure: 'live', title, unit: 'deliveries/s', digits: 0, ...values, goal }]
  },
}
