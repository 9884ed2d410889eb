import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  gatewayErrors,
  groupExtensions,
  groupExtensionsSet,
  groupGetKeyValues,
  groupReactionAdd,
  groupReactionRemove,
  groupReactions,
  groupReactionUsers,
  groupSetKeyValues,
  messageExtensionErrors as errors,
  sendGroupMsg,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { inGroup, settled } from '../group-talk.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

describe.each(storages)('what is attached to messages of groups on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  /** Message 1 is extensible, 2 is not. */
  async function group(members: readonly string[] = ['bob']) {
    const app = await seedApp(im, 'alice', ...members)
    await setConf(im, app, { MessageExtension: true })
    const GroupId = await seedGroup(im, app, { owner: 'alice', members })
    for (const n of numbers(2)) {
      await im.rest(app, sendGroupMsg, {
        ...inGroup(GroupId, n),
        From_Account: 'alice',
        SupportMessageExtension: n === 1 ? 1 : 0,
      })
    }
    const set = (more: object = {}) =>
      im.rest(app, groupSetKeyValues, {
        GroupId,
        MsgSeq: 1,
        OperateType: 1,
        ExtensionList: [{ Key: 'vote', Value: 'yes', Seq: 0 }],
        ...more,
      })
    const get = (more: object = {}) =>
      im.rest(app, groupGetKeyValues, { GroupId, MsgSeq: 1, StartSeq: 0, ...more })
    return { app, GroupId, set, get }
  }

  test('extensions are set, read and cleared over REST, and members hear of it', async () => {
    const { app, GroupId, set, get } = await group()
    const bob = await im.connect(app, 'bob')

    const extension = { Key: 'vote', Value: 'yes', Seq: 1 }
    expect((await set()).ExtensionList).toEqual([{ ErrorCode: 0, Extension: extension }])
    expect(await get()).toMatchObject({
      ExtensionList: [extension],
      CompleteFlag: 1,
      LatestSeq: 1,
      ClearSeq: 0,
    })
    expect(await bob.next('group.messageExtensions')).toMatchObject({
      message: { groupId: GroupId, seq: 1, from: 'alice' },
      changed: [{ key: 'vote', value: 'yes', seq: 1 }],
    })
    expect(await set({ OperateType: 3, ExtensionList: undefined })).toMatchObject({ ErrorCode: 0 })
    expect(await get()).toMatchObject({ ExtensionList: [], ClearSeq: 2 })
    expect(await set({ ExtensionList: undefined })).toMatchObject(failure(errors.badParameter))
    expect(await get({ StartSeq: -1 })).toMatchObject(failure(errors.badParameter))
    for (const call of [set, get]) {
      expect(await call({ MsgSeq: 2 })).toMatchObject(failure(errors.notExtensible))
      expect(await call({ MsgSeq: 9 })).toMatchObject(failure(errors.notFound))
      expect(await call({ GroupId: 'no' })).toMatchObject(failure(errors.notFound))
    }
    await putOnPlan(im, app, 'standard')
    for (const call of [set, get]) {
      expect(await call()).toMatchObject(failure(errors.notInPlan))
    }
  })

  test('extensions change 200 times a minute at most', async () => {
    const { set } = await group()

    const answers = await Promise.all(numbers(201).map(() => set()))

    expect(answers.filter(({ ErrorCode }) => ErrorCode === errors.tooOften.code)).toHaveLength(1)
  })

  test('members set extensions at the gateway, whoever saw the latest', async () => {
    const { app, GroupId: groupId } = await group()
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    const set = (client: typeof alice, value: string, seq = 0) =>
      client.call(groupExtensionsSet, {
        groupId,
        seq: 1,
        operate: 'set',
        extensions: [{ key: 'k', value, seq }],
      })

    expect(await set(alice, 'a')).toEqual({
      extensions: [{ code: 0, key: 'k', value: 'a', seq: 1 }],
    })
    expect(await set(bob, 'b')).toEqual({
      extensions: [{ code: errors.conflict.code, key: 'k', value: 'a', seq: 1 }],
    })
    expect(await bob.call(groupExtensions, { groupId, seq: 1 })).toMatchObject({
      extensions: [{ key: 'k', value: 'a', seq: 1 }],
    })
    expect(await bob.next('group.messageExtensions')).toMatchObject({ changed: [{ value: 'a' }] })
    await settled(alice)
    expect(alice.events).toEqual([])
    await setConf(im, app, { MessageExtension: false })
    expect(await refusal(set(alice, 'c', 1))).toBe(gatewayErrors.switchedOff.code)
    await putOnPlan(im, app, 'standard')
    expect(await refusal(set(alice, 'c', 1))).toBe(gatewayErrors.notInPlan.code)
  })

  test('members react, and all hear of it', async () => {
    const { app, GroupId: groupId } = await group()
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    const place = { groupId, seq: 1, reaction: 'like' }
    const user = (userId: string) => ({ userId, nick: '', faceUrl: '' })

    await bob.call(groupReactionAdd, place)
    await alice.call(groupReactionAdd, place)

    expect(await alice.next('group.messageReaction')).toMatchObject({
      message: { groupId, seq: 1, from: 'alice' },
      reaction: 'like',
      total: 1,
      users: [user('bob')],
    })
    expect(await bob.next('group.messageReaction')).toMatchObject({ total: 2 })
    const read = await bob.call(groupReactions, { groupId, seqs: [1, 2], users: 1 })
    expect(read.messages).toMatchObject([
      { seq: 1, reactions: [{ reaction: 'like', total: 2 }] },
      { seq: 2, reactions: [] },
    ])
    expect((await bob.call(groupReactionUsers, place)).users).toHaveLength(2)
    await bob.call(groupReactionRemove, place)
    expect(await refusal(bob.call(groupReactionRemove, place))).toBe(errors.notReacted.code)
    expect(await refusal(alice.call(groupReactionAdd, place))).toBe(errors.reactedAlready.code)
    expect(await refusal(alice.call(groupReactionAdd, { ...place, seq: 9 }))).toBe(
      errors.notFound.code,
    )
    await putOnPlan(im, app, 'standard')
    expect(await refusal(bob.call(groupReactionAdd, place))).toBe(gatewayErrors.notInPlan.code)
  })

  test('one kind of reaction is of a hundred at most', async () => {
    const { app, GroupId: groupId } = await group()
    const { db } = im.platform.store
    const { conversation } = await db
      .selectFrom('chat_group')
      .select('conversation')
      .where('app_id', '=', app.appId)
      .where('group_id', '=', groupId)
      .executeTakeFirstOrThrow()
    const bob = await im.connect(app, 'bob')
    const react = (count: number, from: number) =>
      db
        .insertInto('message_reaction')
        .values(
          numbers(count).map((n) => ({
            app_id: app.appId,
            conversation,
            seq: 1,
            reaction: 'like',
            account: `u${from + n}`,
            time: n,
          })),
        )
        .execute()
    await react(100, 0)

    expect(await refusal(bob.call(groupReactionAdd, { groupId, seq: 1, reaction: 'like' }))).toBe(
      errors.tooManyReacted.code,
    )
    await db.deleteFrom('message_reaction').where('account', '=', 'u1').execute()
    expect(
      await refusal(bob.call(groupReactionAdd, { groupId, seq: 1, reaction: 'like' })),
    ).toBeUndefined()
  })
})
