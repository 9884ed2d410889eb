import { generate } from '../generate.ts'
import type { Measurement } from '../report.ts'
import { READER, startWithFriends } from '../yanshu/grown.ts'
import { fewAndMany, roundsFor } from './few-and-many.ts'
import type { Bench, Figure } from './figure.ts'

/** A list is made of accounts: there must be more of them than friends. */
const ACCOUNTS = { small: 4000, large: 100_000 }
const FRIENDS = 3000

export const friends: Figure = {
  name: 'friends',
  summary: 'what pulling a friend list of 3,000 costs among many accounts against among few',
  async run(bench) {
    return bench.subject === 'floor' ? [] : [await pulled(bench)]
  },
}

async function pulled(bench: Bench): Promise<Measurement> {
  bench.progress(`friends: loading ${ACCOUNTS.large} accounts`)
  await using few = await startWithFriends(bench.dataRoot, ACCOUNTS.small, FRIENDS)
  await using many = await startWithFriends(bench.dataRoot, ACCOUNTS.large, FRIENDS)
  bench.progress('friends: pulling')
  const growth = await generate('friends', {
    small: few.target,
    large: many.target,
    reader: READER,
    length: FRIENDS,
    pulls: 5,
    rounds: roundsFor(bench, 1),
  })
  return fewAndMany({
    ...growth,
    figure: 'friends',
    title: 'friend list of 3,000 pulled, 100,000 accounts against 4,000',
    little: 'few accounts',
    much: 'many',
  })
}
