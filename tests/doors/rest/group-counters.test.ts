import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  deleteGroupCounter,
  getGroupCounter,
  groupErrors,
  updateGroupCounter,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const entry = (Key: string, Value: number) => ({ Key, Value })
const many = (count: number) => numbers(count).map((at) => entry(`k${at}`, at))

const commands = [
  ['get_group_counter', getGroupCounter, {}],
  ['update_group_counter', updateGroupCounter, { GroupCounter: [entry('a', 1)] }],
  ['delete_group_counter', deleteGroupCounter, {}],
] as const

describe.each(storages)('counters of groups over REST on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const update = (
    GroupId: string,
    Mode: 'Set' | 'Increase' | 'Decrease' | undefined,
    ...GroupCounter: readonly { Key: string; Value: number }[]
  ) => im.rest(app, updateGroupCounter, { GroupId, GroupCounter, ...(Mode && { Mode }) })
  const counters = async (GroupId: string, GroupCounterKeys?: readonly string[]) =>
    (await im.rest(app, getGroupCounter, { GroupId, GroupCounterKeys })).GroupCounter

  test('are set, counted up and down, and deleted', async () => {
    const GroupId = await seedGroup(im, app)

    const set = await update(GroupId, undefined, entry('a', 5), entry('b', -1))
    const up = await update(GroupId, 'Increase', entry('a', 2), entry('new', 3), entry('a', 1))
    const down = await update(GroupId, 'Decrease', entry('b', 4), entry('other', 1))

    expect(set.GroupCounter).toEqual([entry('a', 5), entry('b', -1)])
    expect(up.GroupCounter).toEqual([entry('a', 8), entry('new', 3)])
    expect(down.GroupCounter).toEqual([entry('b', -5), entry('other', -1)])
    expect(await counters(GroupId)).toEqual([
      entry('a', 8),
      entry('b', -5),
      entry('new', 3),
      entry('other', -1),
    ])
    expect(await counters(GroupId, ['b', 'nothing'])).toEqual([entry('b', -5)])

    const gone = await im.rest(app, deleteGroupCounter, { GroupId, GroupCounterKeys: ['a', 'x'] })
    expect(gone).toMatchObject({ ErrorCode: 0 })
    expect(await counters(GroupId, ['a', 'new'])).toEqual([entry('new', 3)])
    await im.rest(app, deleteGroupCounter, { GroupId })
    expect(await counters(GroupId)).toEqual([])
  })

  test('many who count at once lose nothing', async () => {
    const GroupId = await seedGroup(im, app)

    await Promise.all(
      numbers(20).map((at) =>
        update(
          GroupId,
          at % 4 === 0 ? 'Decrease' : 'Increase',
          entry('a', 1),
          entry(`k${at % 3}`, 1),
        ),
      ),
    )

    expect(await counters(GroupId, ['a'])).toEqual([entry('a', 10)])
  })

  test('20 keys are kept, and no more', async () => {
    const GroupId = await seedGroup(im, app)

    expect(await update(GroupId, 'Set', ...many(20))).toMatchObject({ ErrorCode: 0 })
    expect(await update(GroupId, 'Increase', entry('k1', 1))).toMatchObject({ ErrorCode: 0 })
    const over = failure(groupErrors.tooManyCounters)
    expect(await update(GroupId, 'Increase', entry('more', 1))).toMatchObject(over)
    expect(await update(GroupId, 'Set', ...many(21))).toMatchObject(over)
    expect(await counters(GroupId)).toHaveLength(20)
  })

  test('values stay within what numbers hold exactly', async () => {
    const GroupId = await seedGroup(im, app)
    const most = Number.MAX_SAFE_INTEGER

    await update(GroupId, 'Set', entry('a', most), entry('b', -most))
    expect(await counters(GroupId)).toEqual([entry('a', most), entry('b', -most)])

    const bad = failure(groupErrors.badParameter)
    expect(await update(GroupId, 'Increase', entry('b', 1), entry('a', 1))).toMatchObject(bad)
    expect(await update(GroupId, 'Decrease', entry('b', 1))).toMatchObject(bad)
    expect(await update(GroupId, 'Set', entry('a', 1.5))).toMatchObject(bad)
    expect(await counters(GroupId)).toEqual([entry('a', most), entry('b', -most)])
  })

  test.each(['Private', 'Public', 'ChatRoom', 'AVChatRoom'] as const)(
    'a group of type %s has them',
    async (type) => {
      const GroupId = await seedGroup(im, app, { type })

      expect(await update(GroupId, 'Set', entry('a', 1))).toMatchObject({ ErrorCode: 0 })
    },
  )

  test.each(commands)(
    '%s needs a group that has counters, and a plan',
    async (_, command, body) => {
      const own = await seedApp(im, 'alice')
      const GroupId = await seedGroup(im, own)
      const community = await seedGroup(im, own, { type: 'Community' })
      const call = async (id: string, more: object = body) =>
        (await im.rest(own, command, { GroupId: id, ...more })).ErrorCode

      const codes = [
        await call(GroupId),
        await call(community),
        await call('nothing'),
        await call(''),
      ]
      const tooMany = { GroupCounterKeys: many(21).map(({ Key }) => Key), GroupCounter: [] }
      codes.push(await call(GroupId, tooMany))
      await putOnPlan(im, own, 'standard')
      codes.push(await call(GroupId))
      await putOnPlan(im, own, 'premium')
      codes.push(await call(GroupId))

      const { badGroupId, badParameter, needsPremium, noGroup, noPermission } = groupErrors
      expect(codes).toEqual([
        0,
        noPermission.code,
        noGroup.code,
        badGroupId.code,
        badParameter.code,
        needsPremium.code,
        0,
      ])
    },
  )
})
