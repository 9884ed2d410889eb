import { generate } from '../generate.ts'
import type { Figure } from './figure.ts'
import { inTurn, medians } from './figure.ts'

export const GROUP_MEMBERS = 200
/** So many that none of them comes near the 40 messages a second that one lets through. */
export const GROUPS = Array.from({ length: 250 }, (_, at) => `bench-${at}`)
const WINDOW = 32

export const group: Figure = {
  name: 'group',
  summary: 'deliveries a second of stored messages to groups of 200 members online',
  async run(bench) {
    const title = 'messages to groups of 200'
    const rounds = await inTurn(bench, title, async (side) => {
      await using server = await bench.start(side, 'group')
      const { faults, deliveriesPerSecond } = await generate('group', {
        target: server.target,
        groups: GROUPS,
        members: GROUP_MEMBERS,
        window: WINDOW,
        seconds: bench.seconds,
        warmupSeconds: bench.warmupSeconds,
      })
      return { faults, value: deliveriesPerSecond }
    })
    const values = medians(rounds, (perSecond) => perSecond)
    const goal = { atLeast: 0.6 }
    return [{ figure: 'group', title, unit: 'deliveries/s', digits: 0, ...values, goal }]
  },
}
