import { generate } from '../generate.ts'
import type { Growth } from '../load/compare.ts'
import type { Measurement } from '../report.ts'
import { peerOf, READER, startWithAccounts, startWithConversations } from '../yanshu/grown.ts'
import { fewAndMany, roundsFor } from './few-and-many.ts'
import type { Bench, Figure } from './figure.ts'

const ACCOUNTS = { small: 100, large: 100_000 }
const MESSAGES = { small: 1000, large: 1_000_000 }

export const growth: Figure = {
  name: 'growth',
  summary: 'what sending, signing in and reading history cost with much data against with little',
  async run(bench) {
    if (bench.subject === 'floor') return []
    return [...(await byAccounts(bench)), ...(await byMessages(bench))]
  },
}

async function byAccounts(bench: Bench): Promise<readonly Measurement[]> {
  bench.progress(`growth: loading ${ACCOUNTS.large} accounts`)
  await using few = await startWithAccounts(bench.dataRoot, ACCOUNTS.small)
  await using many = await startWithAccounts(bench.dataRoot, ACCOUNTS.large)
  const small = { target: few.target, accounts: ACCOUNTS.small }
  const large = { target: many.target, accounts: ACCOUNTS.large }
  const rounds = roundsFor(bench, 2)
  bench.progress('growth: signing in')
  const logins = await attempt(() => generate('logins', { small, large, rounds, logins: 100 }))
  bench.progress('growth: sending')
  const load = { small, large, rounds, senders: 50, window: 10, messages: 5000 }
  const sends = await attempt(() => generate('sends', load))
  return [
    measured('login, 100,000 accounts against 100', logins, logins.faults),
    measured('send, 100,000 accounts against 100', sends, sends.faults),
  ]
}

/** A part that breaks must not take the others with it. */
async function attempt(work: () => Promise<Growth>): Promise<Growth> {
  try {
    return await work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { small: Number.NaN, large: Number.NaN, faults: [reason] }
  }
}

async function byMessages(bench: Bench): Promise<readonly Measurement[]> {
  bench.progress(`growth: loading ${MESSAGES.large} messages`)
  await using server = await startWithConversations(bench.dataRoot, Object.values(MESSAGES))
  bench.progress('growth: reading history')
  const { newest, middle, faults } = await generate('history', {
    target: server.target,
    reader: READER,
    small: { peer: peerOf(MESSAGES.small), messages: MESSAGES.small },
    large: { peer: peerOf(MESSAGES.large), messages: MESSAGES.large },
    pages: 200,
    rounds: roundsFor(bench, 2),
  })
  return [
    measured('newest page, 1,000,000 messages against 1,000', newest, faults),
    measured('middle page, 1,000,000 messages against 1,000', middle, faults),
  ]
}

function measured(
  title: string,
  { small, large }: Pick<Growth, 'small' | 'large'>,
  faults: readonly string[],
): Measurement {
  const compared = { figure: 'growth', little: 'little data', much: 'much' }
  return fewAndMany({ ...compared, title, small, large, faults })
}
