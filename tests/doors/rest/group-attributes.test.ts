import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Command } from '@yanshu/protocol'
import {
  clearGroupAttr,
  deleteGroupAttr,
  getGroupAttr,
  groupErrors,
  modifyGroupAttr,
  setGroupAttr,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const pair = (key: string, value = `value of ${key}`) => ({ key, value })
const pairs = (count: number, value?: string) => numbers(count).map((at) => pair(`k${at}`, value))

const one = { GroupAttr: [pair('a', '1')] }

/** What writes attributes, with a good body. */
const writes = [
  ['set_group_attr', setGroupAttr, one],
  ['modify_group_attr', modifyGroupAttr, one],
  ['delete_group_attr', deleteGroupAttr, { GroupAttr: [{ key: 'a' }] }],
  ['clear_group_attr', clearGroupAttr, {}],
] as const

describe.each(storages)('attributes of groups over REST on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let clock: MovingClock
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
    app = await seedApp(im, 'alice')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const call = async (command: Command, body: object) => {
    clock.pass(SECOND)
    return im.rest(app, command, body)
  }
  const attributes = async (GroupId: string) => (await call(getGroupAttr, { GroupId })).GroupAttrAry

  test('are replaced, added to, changed, deleted and cleared', async () => {
    const GroupId = await seedGroup(im, app)
    expect(await attributes(GroupId)).toEqual([])

    expect(await call(setGroupAttr, { GroupId, GroupAttr: [pair('a'), pair('b')] })).toMatchObject({
      ActionStatus: 'OK',
      ErrorCode: 0,
    })
    expect(await attributes(GroupId)).toEqual([pair('a'), pair('b')])

    await call(modifyGroupAttr, { GroupId, GroupAttr: [pair('b', ''), pair('c', '群')] })
    expect(await attributes(GroupId)).toEqual([pair('a'), pair('b', ''), pair('c', '群')])

    await call(deleteGroupAttr, { GroupId, GroupAttr: [{ key: 'a' }, { key: 'c' }] })
    expect(await attributes(GroupId)).toEqual([pair('b', '')])

    await call(setGroupAttr, { GroupId, GroupAttr: [pair('d')] })
    expect(await attributes(GroupId)).toEqual([pair('d')])

    expect(await call(clearGroupAttr, { GroupId })).toMatchObject({ ErrorCode: 0 })
    expect(await attributes(GroupId)).toEqual([])
  })

  test.each(['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'] as const)(
    'a group of type %s has them',
    async (type) => {
      const GroupId = await seedGroup(im, app, { type })

      expect(await call(setGroupAttr, { GroupId, ...one })).toMatchObject({ ErrorCode: 0 })
      expect(await attributes(GroupId)).toEqual(one.GroupAttr)
    },
  )

  test('16 keys are kept, and no more', async () => {
    const GroupId = await seedGroup(im, app)

    expect(await call(setGroupAttr, { GroupId, GroupAttr: pairs(16) })).toMatchObject({
      ErrorCode: 0,
    })
    const over = await call(modifyGroupAttr, { GroupId, GroupAttr: [pair('another')] })
    expect(over).toMatchObject(failure(groupErrors.attributeCount))
    for (const command of [setGroupAttr, modifyGroupAttr, deleteGroupAttr]) {
      expect(await call(command, { GroupId, GroupAttr: pairs(17) })).toMatchObject(
        failure(groupErrors.attributeCount),
      )
    }
    expect(await attributes(GroupId)).toHaveLength(16)
  })

  test.each([
    ['set_group_attr', setGroupAttr],
    ['modify_group_attr', modifyGroupAttr],
  ] as const)('%s: keys of 32 bytes, values of 4000, 16,000 in all', async (_, command) => {
    const write = async (...GroupAttr: readonly { key: string; value: string }[]) => {
      const GroupId = await seedGroup(im, app)
      return (await call(command, { GroupId, GroupAttr })).ErrorCode
    }
    const long = '群'.repeat(1333)

    expect([
      await write(pair('k'.repeat(32), `${long}a`)),
      await write(pair('k'.repeat(33), 'a')),
      await write(pair('群'.repeat(11), 'a')),
      await write(pair('a', `${long}ab`)),
      await write(...pairs(5, 'a'.repeat(3200))),
      await write(...pairs(5, 'a'.repeat(3201))),
    ]).toEqual([
      0,
      groupErrors.attributeKey.code,
      groupErrors.attributeKey.code,
      groupErrors.attributeValue.code,
      0,
      groupErrors.attributeTotal.code,
    ])
  })

  test('what is added counts with what is there, and long keys are told when deleted', async () => {
    const GroupId = await seedGroup(im, app)
    await call(setGroupAttr, { GroupId, GroupAttr: pairs(4, 'a'.repeat(4000)) })

    const more = await call(modifyGroupAttr, { GroupId, GroupAttr: [pair('more', 'a')] })
    expect(more).toMatchObject(failure(groupErrors.attributeTotal))
    const unknown = { GroupId, GroupAttr: [{ key: 'k'.repeat(33) }] }
    expect(await call(deleteGroupAttr, unknown)).toMatchObject(failure(groupErrors.attributeKey))
  })

  test('deleting one that is not there deletes none', async () => {
    const GroupId = await seedGroup(im, app)
    await call(setGroupAttr, { GroupId, ...one })

    const answer = await call(deleteGroupAttr, { GroupId, GroupAttr: [{ key: 'a' }, { key: 'b' }] })

    expect(answer).toMatchObject(failure(groupErrors.attributeUnknown))
    expect(await attributes(GroupId)).toEqual(one.GroupAttr)
  })

  test.each(writes)('%s is one of five writes a second in a group', async (_, command, body) => {
    const GroupId = await seedGroup(im, app)
    const other = await seedGroup(im, app)
    await call(setGroupAttr, { GroupId, ...one })
    clock.pass(SECOND)
    const now = async (which: Command, rest: object, to = GroupId) =>
      (await im.rest(app, which, { GroupId: to, ...rest })).ErrorCode

    const codes = [
      await now(modifyGroupAttr, { GroupAttr: [pair('b')] }),
      await now(modifyGroupAttr, { GroupAttr: [pair('a', '2')] }),
      await now(deleteGroupAttr, { GroupAttr: [{ key: 'b' }] }),
      await now(clearGroupAttr, {}),
      await now(setGroupAttr, one),
      await now(command, body),
      await now(setGroupAttr, one, other),
    ]
    clock.pass(SECOND)

    expect(codes).toEqual([0, 0, 0, 0, 0, groupErrors.attributeRate.code, 0])
    expect(await now(command, body)).toBe(0)
  })

  test('two who write at once both have their say', async () => {
    const GroupId = await seedGroup(im, app)
    clock.pass(SECOND)

    await Promise.all(
      numbers(5).map((at) =>
        im.rest(app, modifyGroupAttr, { GroupId, GroupAttr: [pair(`k${at}`)] }),
      ),
    )

    expect(await attributes(GroupId)).toEqual(pairs(5))
  })

  test.each([...writes, ['get_group_attr', getGroupAttr, {}] as const])(
    '%s refuses what is no group, and no attributes',
    async (_, command, body) => {
      const unknown = await call(command, { GroupId: 'nothing', ...body })
      const bad = await call(command, { GroupId: '群', ...body })
      expect(unknown).toMatchObject(failure(groupErrors.noGroup))
      expect(bad).toMatchObject(failure(groupErrors.badGroupId))
      if (!('GroupAttr' in body)) return
      const GroupId = await seedGroup(im, app)
      const none = await call(command, { GroupId, GroupAttr: [] })
      expect(none).toMatchObject(failure(groupErrors.badParameter))
    },
  )
})
