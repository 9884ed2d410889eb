import { generate } from '../generate.ts'
import type { Figure } from './figure.ts'
import { inTurn, medians } from './figure.ts'

export const decisions: Figure = {
  name: 'decisions',
  summary: 'permission decisions a second of one core, for a caller with 20 policies',
  async run(bench) {
    const title = 'permission decisions, 20 policies'
    const rounds = await inTurn(bench, title, async (side) => {
      const { seconds, warmupSeconds } = bench
      const { faults, perSecond } = await generate('decisions', { side, seconds, warmupSeconds })
      return { faults, value: perSecond }
    })
    return [
      {
        figure: 'decisions',
        title,
        unit: 'decisions/s',
        digits: 0,
        ...medians(rounds, (perSecond) => perSecond),
        goal: { atLeastValue: 200_000 },
        note: 'decisions: the target is the figure itself; the floor looks answers up that were worked out before, by action and resource, and knows no wildcards, tags, addresses or times',
      },
    ]
  },
}
