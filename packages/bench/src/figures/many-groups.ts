import { generate } from '../generate.ts'
import type { Growth } from '../load/compare.ts'
import type { Measurement } from '../report.ts'
import { COMMUNITY } from '../yanshu/group-seed.ts'
import { READER, startWithManyGroups } from '../yanshu/grown.ts'
import { fewAndMany, roundsFor } from './few-and-many.ts'
import type { Bench, Figure } from './figure.ts'

const COUNT = { small: 1000, large: 100_000 }

/** Groups that are joined in turn. */
const OPEN_GROUPS = 500

export const manyGroups: Figure = {
  name: 'groups',
  summary: 'what making, joining and listing groups costs with many groups and members against few',
  async run(bench) {
    return bench.subject === 'floor' ? [] : measure(bench)
  },
}

async function measure(bench: Bench): Promise<readonly Measurement[]> {
  bench.progress(`groups: loading ${COUNT.large} groups, and as many members of a community`)
  await using few = await startWithManyGroups(bench.dataRoot, COUNT.small, COUNT.small)
  await using many = await startWithManyGroups(bench.dataRoot, COUNT.large, COUNT.large)
  bench.progress('groups: making, joining and listing')
  const { created, joined, listed } = await generate('manyGroups', {
    small: few.target,
    large: many.target,
    account: READER,
    open: Array.from({ length: OPEN_GROUPS }, (_, at) => `g${String(at).padStart(6, '0')}`),
    community: COMMUNITY,
    calls: 20,
    rounds: roundsFor(bench, 2),
  })
  return [
    compared('group made, 100,000 groups against 1,000', created),
    compared('group joined and left, 100,000 groups against 1,000', joined),
    compared('five pages of members, of 100,000 against 1,000', listed),
  ]
}

function compared(title: string, growth: Growth): Measurement {
  const words = { figure: 'groups', little: 'few groups and members', much: 'many' }
  return fewAndMany({ ...growth, ...words, title })
}
