import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  deleteGroupCounter,
  groupCounters,
  groupCountersDecrease,
  groupCountersIncrease,
  groupCountersSet,
  groupErrors,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, MINUTE } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { storages } from '../storages.ts'

describe.each(storages)('counters of groups at the gateway on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let clock: MovingClock
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
    app = await seedApp(im, 'alice', 'bob', 'carol')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('a member counts, the others hear of what changed', async () => {
    const groupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]

    expect(await alice.call(groupCountersSet, { groupId, counters: { a: 1, b: 2 } })).toEqual({
      counters: { a: 1, b: 2 },
    })
    expect(await bob.next('group.countersChanged')).toEqual({ groupId, counters: { a: 1, b: 2 } })
    expect(await bob.call(groupCountersIncrease, { groupId, key: 'a', value: 4 })).toEqual({
      key: 'a',
      value: 5,
    })
    expect(await bob.call(groupCountersDecrease, { groupId, key: 'c', value: 4 })).toEqual({
      key: 'c',
      value: -4,
    })
    expect(await alice.next('group.countersChanged')).toEqual({ groupId, counters: { a: 5 } })
    expect(await alice.next('group.countersChanged')).toEqual({ groupId, counters: { c: -4 } })
    expect(await bob.call(groupCounters, { groupId })).toEqual({ counters: { a: 5, b: 2, c: -4 } })
    expect(await bob.call(groupCounters, { groupId, keys: ['b', 'x'] })).toEqual({
      counters: { b: 2 },
    })

    await im.rest(app, deleteGroupCounter, { GroupId: groupId, GroupCounterKeys: ['a', 'x'] })
    expect(await bob.next('group.countersChanged')).toEqual({ groupId, counters: { a: 0 } })
    for (const client of [alice, bob]) client.close()
  })

  test('a request that is sent again within two minutes counts once', async () => {
    const groupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    const step = { groupId, key: 'a', value: 1, random: 7 }

    const [first, again] = await Promise.all([
      alice.call(groupCountersIncrease, step),
      alice.call(groupCountersIncrease, step),
    ])
    const other = await bob.call(groupCountersIncrease, step)
    clock.pass(2 * MINUTE)
    const later = await alice.call(groupCountersIncrease, step)

    expect([first.value, again.value, other.value, later.value]).toEqual([1, 1, 2, 3])
    for (const client of [alice, bob]) client.close()
  })

  test('what fails is not remembered, and limits are those of REST', async () => {
    const own = await seedApp(im, 'alice', 'carol')
    const groupId = await seedGroup(im, own, { owner: 'alice' })
    const community = await seedGroup(im, own, { type: 'Community', owner: 'alice' })
    const [alice, carol] = [await im.connect(own, 'alice'), await im.connect(own, 'carol')]
    const counters = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`k${at}`, 1]))
    const step = { groupId, key: 'a', value: 1, random: 7 }
    const increase = () => refusal(alice.call(groupCountersIncrease, step))

    expect([
      await refusal(carol.call(groupCounters, { groupId })),
      await refusal(carol.call(groupCountersIncrease, step)),
      await refusal(alice.call(groupCounters, { groupId: 'nothing' })),
      await refusal(alice.call(groupCounters, { groupId: community })),
      await refusal(alice.call(groupCountersSet, { groupId, counters })),
    ]).toEqual([
      groupErrors.noPermission.code,
      groupErrors.noPermission.code,
      groupErrors.noGroup.code,
      groupErrors.noPermission.code,
      groupErrors.tooManyCounters.code,
    ])
    await putOnPlan(im, own, 'standard')
    expect(await increase()).toBe(groupErrors.needsPremium.code)
    await putOnPlan(im, own, 'premium')
    expect(await increase()).toBeUndefined()
    const most = { groupId, counters: { a: Number.MAX_SAFE_INTEGER } }
    await alice.call(groupCountersSet, most)
    const beyond = { ...step, random: 8 }
    expect(await refusal(alice.call(groupCountersIncrease, beyond))).toBe(
      groupErrors.badParameter.code,
    )
    for (const client of [alice, carol]) client.close()
  })
})
