import { generate } from '../generate.ts'
import type { Measurement } from '../report.ts'
import { READER, startWithList } from '../yanshu/grown.ts'
import { fewAndMany, roundsFor } from './few-and-many.ts'
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
  const growth = await generate('conversations', {
    small: few.target,
    large: many.target,
    reader: READER,
    length: LENGTH,
    pulls: 5,
    rounds: roundsFor(bench, 1),
  })
  return fewAndMany({
    ...growth,
    figure: 'conversations',
    title: 'conversation list of 500, 100,000 accounts against 1,000',
    little: 'few accounts',
    much: 'many',
  })
}
