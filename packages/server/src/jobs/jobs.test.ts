import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Kysely } from 'kysely'
import { createLogger } from '../log.ts'
import type { Schema } from '../store/schema.ts'
import { dialects } from '../testing/index.ts'
import { Jobs } from './jobs.ts'

describe.each(dialects)('jobs on $name', ({ open }) => {
  let db: Kysely<Schema>
  let now: number
  beforeAll(async () => {
    db = await open()
  })
  beforeEach(async () => {
    now = 1_700_000_000_000
    await db.deleteFrom('job').execute()
  })
  afterAll(() => db.destroy())

  const createJobs = () =>
    new Jobs({ db, shared: true, now: () => now, log: createLogger('silent') })

  /** A job that counts its runs. */
  function counting(name: string) {
    const runs: number[] = []
    return { runs, job: { name, every: 1000, run: async () => void runs.push(now) } }
  }

  test('run at once and then at their distance', async () => {
    const { runs, job } = counting('a')
    const jobs = createJobs()
    jobs.add(job)

    for (const wait of [0, 999, 1, 1000]) {
      now += wait
      await jobs.runDue()
    }

    expect(runs.map((at) => at - 1_700_000_000_000)).toEqual([0, 1000, 2000])
  })

  test('are run by one of two processes', async () => {
    const { promise: leave, resolve: finish } = Promise.withResolvers<void>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const [first, second] = [createJobs(), createJobs()]
    const other = counting('a')
    first.add({
      name: 'a',
      every: 1000,
      run: () => {
        begin()
        return leave
      },
    })
    second.add(other.job)

    const work = first.runDue()
    await begun
    await second.runDue()
    const whileHeld = other.runs.length
    finish()
    await work
    now += 1000
    await second.runDue()

    expect([whileHeld, other.runs.length]).toEqual([0, 1])
  })

  test('of a process that died are taken over when its lease ends', async () => {
    const row = { name: 'a', holder: 'dead', leased_until: now + 60_000, ran_at: 0 }
    await db.insertInto('job').values(row).execute()
    const { runs, job } = counting('a')
    const jobs = createJobs()
    jobs.add(job)

    await jobs.runDue()
    const before = runs.length
    now += 60_000
    await jobs.runDue()

    expect([before, runs.length]).toEqual([0, 1])
  })

  test('that fail hold up no other, and run again', async () => {
    let failures = 0
    const { runs, job } = counting('good')
    const jobs = createJobs()
    jobs.add(
      {
        name: 'bad',
        every: 1000,
        run: () => Promise.reject(new Error(`failure ${++failures}`)),
      },
      job,
    )

    await jobs.runDue()
    now += 1000
    await jobs.runDue()

    expect([failures, runs.length]).toEqual([2, 2])
  })
})
