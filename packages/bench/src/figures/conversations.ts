import { generate } from '../generate.ts'
import type { Measurement } from '../report.ts'
import { READER, startWithList } from '../yanshu/grown.ts'
import type { Bench, Figure } from './figure.ts'

const ACCOUNTS = { small: 1000, large: 100_000 }
const LENGTH = 500

export const conversations: Figure = {
  name: 'conversations',
  summary: 'what pulling a conversation list of 500 costs among many accounts against among few',
  async run(bench) {
    return bench.subject === 'floor' ? [] : [await pulled(bench)]
  },
}

async function pulled(bench: Bench): Promise<Measurement> {
  bench.progress(`conversations: loading ${ACCOUNTS.large} accounts`)
  await using few = await startWithList(bench.dataRoot, ACCOUNTS.small, LENGTH)
  await using many = await startWithList(bench.dataRoot, ACCOUNTS.large, LENGTH)
  bench.progress('conversations: pulling')
  const { small, large, faults } = await generate('conversations', {
    small: few.target,
    large: many.target,
    reader: READER,
    conversations: LENGTH,
    pulls: 5,
    rounds: Math.max(3, Math.round(bench.seconds * bench.rounds)),
  })
  return {
    figure: 'conversations',
    title: 'conversation list of 500, 100,000 accounts against 1,000',
    unit: 'µs',
    digits: 1,
    floor: small,
    yanshu: large,
    goal: { atMost: 1.3 },
    faults,
    note: 'conversations: the column of the floor is Yanshu with few accounts, the column of Yanshu is Yanshu with many',
  }
}
