import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  groupAttributes,
  groupAttributesDelete,
  groupAttributesInit,
  groupAttributesSet,
  groupErrors,
  modifyGroupAttr,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'

describe.each(storages)('attributes of groups at the gateway on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let clock: MovingClock
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
    app = await seedApp(im, 'alice', 'bob', 'carol')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const groupOfTwo = () => seedGroup(im, app, { owner: 'alice', members: ['bob'] })

  test('a member writes, the others hear of it once', async () => {
    const groupId = await groupOfTwo()
    const [alice, alsoAlice, bob, carol] = [
      await im.connect(app, 'alice', { platform: 'Web' }),
      await im.connect(app, 'alice', { platform: 'Windows' }),
      await im.connect(app, 'bob'),
      await im.connect(app, 'carol'),
    ]

    const attributes = { seat: 'alice', song: '' }
    expect(await bob.call(groupAttributesInit, { groupId, sequence: 0, attributes })).toEqual({
      sequence: 1,
    })
    const told = { groupId, attributes, sequence: 1 }
    expect(await alice.next('group.attributesChanged')).toEqual(told)
    expect(await alsoAlice.next('group.attributesChanged')).toEqual(told)

    const change = { groupId, sequence: 1, attributes: { song: 'one' } }
    expect(await alice.call(groupAttributesSet, change)).toEqual({ sequence: 2 })
    const next = { groupId, attributes: { seat: 'alice', song: 'one' }, sequence: 2 }
    // Its own change did not come back.
    expect(await bob.next('group.attributesChanged')).toEqual(next)
    expect(await alsoAlice.next('group.attributesChanged')).toEqual(next)
    expect(await bob.call(groupAttributes, { groupId, keys: ['song', 'other'] })).toEqual({
      attributes: { song: 'one' },
      sequence: 2,
    })

    const gone = { groupId, sequence: 2, keys: ['song'] }
    expect(await bob.call(groupAttributesDelete, gone)).toEqual({ sequence: 3 })
    const all = { groupId, sequence: 3, keys: [] }
    expect(await bob.call(groupAttributesDelete, all)).toEqual({ sequence: 4 })
    await alice.next('group.attributesChanged')
    expect(await alice.next('group.attributesChanged')).toEqual({
      groupId,
      attributes: {},
      sequence: 4,
    })
    expect(carol.events).toEqual([])
    for (const client of [alice, alsoAlice, bob, carol]) client.close()
  })

  test('who knows old attributes is told so, unless nothing would change', async () => {
    const groupId = await groupOfTwo()
    const alice = await im.connect(app, 'alice')
    clock.pass(SECOND)
    await im.rest(app, modifyGroupAttr, {
      GroupId: groupId,
      GroupAttr: [{ key: 'a', value: '1' }],
    })
    const old = { groupId, sequence: 0 }
    const conflict = groupErrors.attributeConflict.code

    expect([
      await refusal(alice.call(groupAttributesSet, { ...old, attributes: { a: '2' } })),
      await refusal(alice.call(groupAttributesInit, { ...old, attributes: { b: '1' } })),
      await refusal(alice.call(groupAttributesDelete, { ...old, keys: ['a'] })),
    ]).toEqual([conflict, conflict, conflict])
    clock.pass(SECOND)
    expect([
      await alice.call(groupAttributesSet, { ...old, attributes: { a: '1' } }),
      await alice.call(groupAttributesInit, { ...old, attributes: { a: '1' } }),
    ]).toEqual([{ sequence: 1 }, { sequence: 1 }])
    expect(await refusal(alice.call(groupAttributesDelete, old))).toBe(conflict)
    alice.close()
  })

  test('strangers neither read nor write, and limits are those of REST', async () => {
    const groupId = await groupOfTwo()
    const [alice, carol] = [await im.connect(app, 'alice'), await im.connect(app, 'carol')]
    clock.pass(SECOND)
    const write = { groupId, sequence: 0 }
    const set = (attributes: Readonly<Record<string, string>>) =>
      refusal(alice.call(groupAttributesSet, { ...write, attributes }))
    const many = Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`k${at}`, '']))

    expect([
      await refusal(carol.call(groupAttributes, { groupId })),
      await refusal(carol.call(groupAttributesInit, { ...write, attributes: {} })),
      await refusal(carol.call(groupAttributesSet, { ...write, attributes: {} })),
      await refusal(carol.call(groupAttributesDelete, write)),
      await refusal(alice.call(groupAttributes, { groupId: 'nothing' })),
      await set({ ['k'.repeat(33)]: '' }),
      await set({ a: 'v'.repeat(4001) }),
      await set(many),
      await set({
        a: 'v'.repeat(4000),
        b: 'v'.repeat(4000),
        c: 'v'.repeat(4000),
        d: 'v'.repeat(4000),
        e: 'v',
      }),
      await refusal(alice.call(groupAttributesDelete, { ...write, keys: ['a'] })),
      await set({ a: '' }),
    ]).toEqual([
      groupErrors.noPermission.code,
      groupErrors.noPermission.code,
      groupErrors.noPermission.code,
      groupErrors.noPermission.code,
      groupErrors.noGroup.code,
      groupErrors.attributeKey.code,
      groupErrors.attributeValue.code,
      groupErrors.attributeCount.code,
      groupErrors.attributeTotal.code,
      groupErrors.attributeUnknown.code,
      groupErrors.attributeRate.code,
    ])
    clock.pass(SECOND)
    expect(await set({ a: '' })).toBeUndefined()
    for (const client of [alice, carol]) client.close()
  })
})
