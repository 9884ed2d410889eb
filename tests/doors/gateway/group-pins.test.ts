import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  gatewayErrors,
  groupErrors,
  groupPin,
  groupPinned,
  groupRecall,
  groupSend,
} from '@yanshu/protocol'
import type { RawClient, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { toGroup } from '../group-talk.ts'
import { createMovingClock, DAY, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

describe.each(storages)('pinned messages of groups on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function group(type: 'Public' | 'Private' = 'Public', messages = 3) {
    const app = await seedApp(im, 'alice', 'bob')
    const groupId = await seedGroup(im, app, { type, owner: 'alice', members: ['bob'] })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    for (const n of numbers(messages)) {
      clock.pass(SECOND)
      await alice.call(groupSend, toGroup(groupId, n))
    }
    const pin = (client: RawClient, seq: number, pinned = true) => {
      clock.pass(SECOND)
      return refusal(client.call(groupPin, { groupId, seq, pinned }))
    }
    const pinned = async (client: RawClient) =>
      (await client.call(groupPinned, { groupId })).messages.map(({ seq }) => seq)
    return { app, groupId, alice, bob, pin, pinned }
  }

  test('are seen by all, pinned last first, and everybody is told', async () => {
    const { groupId, alice, bob, pin, pinned } = await group()

    expect(await pin(alice, 2)).toBeUndefined()
    expect(await pin(alice, 1)).toBeUndefined()

    expect(await pinned(bob)).toEqual([1, 2])
    for (const client of [alice, bob]) {
      expect(await client.next('group.messagePinned')).toMatchObject({
        groupId,
        message: { seq: 2 },
        pinned: true,
        operator: { userId: 'alice' },
      })
    }
    expect(await pin(alice, 1)).toBe(groupErrors.pinnedAlready.code)
    expect(await pin(alice, 9)).toBe(groupErrors.noMessage.code)
    expect(await pin(alice, 2, false)).toBeUndefined()
    expect(await pin(alice, 2, false)).toBe(groupErrors.noMessage.code)
    expect(await pinned(bob)).toEqual([1])
    await alice.call(groupRecall, { groupId, seq: 1 })
    expect(await pinned(bob)).toEqual([])
  })

  test('are ten at most, of those that are kept', async () => {
    const { app, groupId, alice, pin, pinned } = await group('Public', 10)
    for (const n of numbers(10)) await pin(alice, n)
    await alice.call(groupSend, toGroup(groupId, 11))

    expect(await pin(alice, 11)).toBe(groupErrors.tooManyPinned.code)
    // A UserSig lasts a day: who comes back later signs in again.
    clock.pass(6 * DAY)
    const back = await im.connect(app, 'alice')
    await back.call(groupSend, toGroup(groupId, 12))
    await setConf(im, app, { HistoryDays: 7 })
    clock.pass(2 * DAY)
    const late = await im.connect(app, 'alice')
    expect(await pinned(late)).toEqual([])
    expect(await pin(late, 12)).toBeUndefined()
    expect(await pinned(late)).toEqual([12])
  })

  test('are the business of those who edit the group, where the plan has them', async () => {
    const { app, bob, pin } = await group()
    const work = await group('Private')

    expect(await pin(bob, 1)).toBe(groupErrors.noPermission.code)
    expect(await work.pin(work.bob, 1)).toBeUndefined()
    await putOnPlan(im, app, 'standard')
    expect(await pin(bob, 1)).toBe(gatewayErrors.notInPlan.code)
  })
})
