import { expect, test } from 'bun:test'
import { GroupCommit } from './group-commit.ts'

/** A writer that waits to be told, and what it was given. */
function slowWriter(largest?: number) {
  const groups: number[][] = []
  const gates: PromiseWithResolvers<void>[] = []
  const commits = new GroupCommit<number, string>(async (items) => {
    groups.push([...items])
    const gate = Promise.withResolvers<void>()
    gates.push(gate)
    await gate.promise
    return items.map(String)
  }, largest)
  /** Lets the group at a place finish, once it is being written. */
  const finish = async (at: number, fault?: Error) => {
    while (gates.length <= at) await new Promise((resolve) => setImmediate(resolve))
    if (fault) gates[at]?.reject(fault)
    else gates[at]?.resolve()
  }
  return { commits, groups, finish }
}

test('what comes in one turn is one group, what comes while it is written the next', async () => {
  const { commits, groups, finish } = slowWriter()

  const first = [commits.add(1), commits.add(2)]
  const opened = finish(0)
  await Promise.resolve()
  while (groups.length === 0) await new Promise((resolve) => setImmediate(resolve))
  const second = [commits.add(3), commits.add(4)]
  await opened
  await finish(1)

  expect(await Promise.all([...first, ...second])).toEqual(['1', '2', '3', '4'])
  expect(groups).toEqual([
    [1, 2],
    [3, 4],
  ])
})

test('a group is no larger than allowed', async () => {
  const { commits, groups, finish } = slowWriter(2)

  const all = Promise.all([1, 2, 3, 4, 5].map((item) => commits.add(item)))
  await finish(0)
  await finish(1)
  await finish(2)

  expect(await all).toEqual(['1', '2', '3', '4', '5'])
  expect(groups).toEqual([[1, 2], [3, 4], [5]])
})

test('a group that fails fails alone', async () => {
  const { commits, finish } = slowWriter(1)
  const outcomes = Promise.allSettled([commits.add(1), commits.add(2)])

  await finish(0, new Error('full disk'))
  await finish(1)

  expect(await outcomes).toMatchObject([
    { status: 'rejected', reason: { message: 'full disk' } },
    { status: 'fulfilled', value: '2' },
  ])
})

test('works again after it was idle', async () => {
  const { commits, groups, finish } = slowWriter()
  for (const item of [1, 2, 3]) {
    const added = commits.add(item)
    await finish(item - 1)
    await added
  }

  expect(groups).toEqual([[1], [2], [3]])
})

test('is settled when everything before is written or has failed', async () => {
  const { commits, finish } = slowWriter(1)
  const log: string[] = []
  void commits.add(1).then(() => log.push('written'))
  void commits.add(2).catch(() => log.push('failed'))
  const settled = commits.settled().then(() => log.push('settled'))

  await finish(0)
  await finish(1, new Error('no'))
  await settled

  expect(log).toEqual(['written', 'failed', 'settled'])
})

test('is settled at once where nothing was added', async () => {
  await expect(slowWriter().commits.settled()).resolves.toBeUndefined()
})
