import { generate } from '../generate.ts'
import type { Measurement } from '../report.ts'
import type { Bench, Figure } from './figure.ts'
import { inTurn, medians } from './figure.ts'

export const BROADCAST_SOCKETS = 1000

export const broadcast: Figure = {
  name: 'broadcast',
  summary: 'deliveries a second of one event to 1,000 sockets',
  // With events in a row a server can put several into one write to a socket; with one at a time it
  // cannot, and the system calls are what is measured.
  run: async (bench) => [await row(bench, 1), await row(bench, 8)],
}

async function row(bench: Bench, window: number): Promise<Measurement> {
  const title = `broadcast to 1,000, ${window} ${window === 1 ? 'event' : 'events'} at a time`
  const rounds = await inTurn(bench, title, async (side) => {
    await using server = await bench.start(side, 'broadcast')
    const { faults, deliveriesPerSecond } = await generate('broadcast', {
      target: server.target,
      sockets: BROADCAST_SOCKETS,
      window,
      seconds: bench.seconds,
      warmupSeconds: bench.warmupSeconds,
    })
    return { faults, value: deliveriesPerSecond }
  })
  return {
    figure: 'broadcast',
    title,
    unit: 'deliveries/s',
    digits: 0,
    ...medians(rounds, (perSecond) => perSecond),
    goal: { atLeast: 0.8 },
  }
}
