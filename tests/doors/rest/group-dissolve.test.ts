import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  createGroup,
  destroyGroup,
  getGroupInfo,
  getJoinedGroupList,
  groupErrors,
  importGroup,
  noticeTypes,
  sendGroupMsg,
  setGroupAttr,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers, text } from '../talk.ts'

/** Tables with rows of groups, whatever they are called by. */
const tables = [
  'chat_group',
  'group_member',
  'group_attribute',
  'group_mute',
  'group_ban',
  'group_application',
  'topic',
  'topic_member',
  'permission_group',
  'message',
  'message_deleted',
  'group_pin',
] as const

describe.each(storages)('the end of groups on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let clock: MovingClock
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
    im.platform.jobs.byHand()
    app = await seedApp(im, 'alice', 'bob')
    await setConf(im, app, { Community: true, Topic: true })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const dismiss = (GroupId: unknown, of = app) => im.rest(of, destroyGroup, { GroupId })
  const info = async (GroupId: unknown, of = app) => {
    const { GroupInfo } = await im.rest(of, getGroupInfo, { GroupIdList: [GroupId] })
    return (GroupInfo as readonly Record<string, unknown>[])[0] ?? {}
  }
  const joined = async (Member_Account: string) => {
    const answer = await im.rest(app, getJoinedGroupList, { Member_Account })
    return (answer.GroupIdList as readonly { GroupId: string }[]).map(({ GroupId }) => GroupId)
  }
  const runJobs = async (times: number) => {
    for (const _ of numbers(times)) {
      clock.pass(2 * SECOND)
      await im.platform.jobs.runDue()
    }
  }
  const countOf = async (table: (typeof tables)[number] | 'conversation', { appId }: TestApp) => {
    const { count } = await im.platform.store.db
      .selectFrom(table)
      .select((query) => query.fn.countAll<number>().as('count'))
      .where('app_id', '=', appId)
      .executeTakeFirstOrThrow()
    return Number(count)
  }
  const say = (GroupId: string, number: number, of: TestApp) =>
    im.rest(of, sendGroupMsg, { GroupId, Random: number, MsgBody: text(`number ${number}`) })

  test('a group is gone at once, and all of its members are told', async () => {
    const GroupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]

    expect(await dismiss(GroupId)).toMatchObject({ ErrorCode: 0 })

    for (const client of [alice, bob]) {
      const { notice } = (await client.next('group.notice')) as { notice: object }
      expect(notice).toMatchObject({
        type: noticeTypes.dismissed,
        groupId: GroupId,
        operator: { userId: 'administrator' },
      })
      client.close()
    }
    expect(await info(GroupId)).toMatchObject({ ErrorCode: groupErrors.noGroup.code })
    expect(await joined('bob')).not.toContain(GroupId)
    expect(await dismiss(GroupId)).toMatchObject(failure(groupErrors.noGroup))
    expect(await dismiss('群')).toMatchObject(failure(groupErrors.badGroupId))
  })

  test.each(['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'] as const)(
    'a group of type %s is dissolved by the app',
    async (type) => {
      const GroupId = await seedGroup(im, app, { type, owner: 'alice', admins: ['bob'] })

      expect(await dismiss(GroupId)).toMatchObject({ ErrorCode: 0 })
      expect(await info(GroupId)).toMatchObject({ ErrorCode: groupErrors.noGroup.code })
    },
  )

  test('nothing of it is left after a while', async () => {
    const own = await seedApp(im, 'alice', 'bob')
    const GroupId = await seedGroup(im, own, { owner: 'alice', members: ['bob'] })
    await im.rest(own, setGroupAttr, { GroupId, GroupAttr: [{ key: 'a', value: 'b' }] })
    for (const number of numbers(3)) await say(GroupId, number, own)
    const { db } = im.platform.store
    const [message] = await db.selectFrom('message').selectAll().orderBy('id', 'desc').execute()
    const { appId: app_id } = own
    const { conversation, seq } = message ?? { conversation: 0, seq: 0 }
    const row = { app_id, group_id: GroupId }
    await db
      .insertInto('message_deleted')
      .values({ app_id, account: 'bob', conversation, seq })
      .execute()
    await db
      .insertInto('group_mute')
      .values({ app_id, place: GroupId, account: 'bob', until: 1 })
      .execute()
    await db
      .insertInto('group_pin')
      .values({ app_id, conversation, seq, pinned_by: 'alice', pinned_at: 1 })
      .execute()
    await db
      .insertInto('group_ban')
      .values({ ...row, account: 'x', until: 1, description: '', created_at: 1 })
      .execute()
    const application = {
      applicant: 'x',
      invitee: '',
      id: 'x',
      kind: 0,
      created_at: 1,
      message: '',
    }
    await db
      .insertInto('group_application')
      .values({ ...row, ...application })
      .execute()

    await dismiss(GroupId, own)
    // One more conversation: the number of the last one is kept.
    await seedGroup(im, app)
    await runJobs(3)

    for (const table of [...tables, 'conversation'] as const) {
      expect([table, await countOf(table, own)]).toEqual([table, 0])
    }
  })

  test('many messages are removed over many runs', async () => {
    const own = await seedApp(im, 'alice')
    const GroupId = await seedGroup(im, own, { owner: 'alice' })
    await say(GroupId, 1, own)
    const { db } = im.platform.store
    const [message] = await db
      .selectFrom('message')
      .selectAll()
      .where('app_id', '=', own.appId)
      .execute()
    if (!message) throw new Error('the message is not there')
    const { id: _, ...row } = message
    const { top } = await db
      .selectFrom('message')
      .select((query) => query.fn.max('id').as('top'))
      .executeTakeFirstOrThrow()
    const copies = numbers(2500).map((at) => ({ ...row, id: Number(top) + at, seq: at + 1 }))
    for (const at of numbers(5)) {
      await db
        .insertInto('message')
        .values(copies.slice((at - 1) * 500, at * 500))
        .execute()
    }
    await dismiss(GroupId, own)

    await runJobs(1)
    expect(await countOf('message', own)).toBe(501)
    await runJobs(1)
    expect(await countOf('message', own)).toBe(0)
  })

  test('a community goes with its topics and permission groups', async () => {
    const own = await seedApp(im, 'alice', 'bob')
    const GroupId = await seedGroup(im, own, {
      type: 'Community',
      owner: 'alice',
      members: ['bob'],
      columns: { support_topic: 1 },
    })
    const { db } = im.platform.store
    const { appId: app_id } = own
    const topic_id = `${GroupId}@TOPIC#_one`
    const { id: conversation } = await db
      .insertInto('conversation')
      .values({ app_id, kind: 'group', a: topic_id, b: '' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const texts = { name: 't', introduction: '', notification: '', face_url: '', custom: '' }
    await db
      .insertInto('topic')
      .values({
        app_id,
        group_id: GroupId,
        topic_id,
        conversation,
        ...texts,
        owner: '',
        created_at: 1,
        default_permission: 0,
      })
      .execute()
    await db.insertInto('topic_member').values({ app_id, topic_id, account: 'bob' }).execute()
    const place = { app_id, place: topic_id, account: 'bob', until: 1 }
    await db.insertInto('group_mute').values(place).execute()

    await dismiss(GroupId, own)
    await seedGroup(im, app)
    await runJobs(3)

    for (const table of [...tables, 'conversation'] as const) {
      expect([table, await countOf(table, own)]).toEqual([table, 0])
    }
  })

  test('its id can be used again at once, by a group that inherits nothing', async () => {
    const names = numbers(1000).map((number) => `m${number}`)
    const GroupId = await seedGroup(im, app, { owner: 'alice', members: ['bob', ...names] })
    await im.rest(app, setGroupAttr, { GroupId, GroupAttr: [{ key: 'a', value: 'b' }] })
    await say(GroupId, 77, app)
    await dismiss(GroupId)

    const wanted = { GroupId, Type: 'Public', Name: 'again', Owner_Account: 'alice' }
    expect(await im.rest(app, createGroup, wanted)).toMatchObject({ ErrorCode: 0 })
    await runJobs(3)

    expect(await info(GroupId)).toMatchObject({
      Name: 'again',
      MemberNum: 1,
      NextMsgSeq: 1,
      MemberList: [{ Member_Account: 'alice' }],
    })
    expect(await joined('bob')).not.toContain(GroupId)
  })

  test('an id is used again although much is left that is called by it', async () => {
    const GroupId = await seedGroup(im, app, { owner: 'alice' })
    const members = numbers(12_000).map((number) => ({
      app_id: app.appId,
      group_id: GroupId,
      account: `n${number}`,
      role: 'Member' as const,
      joined_at: 1,
      custom: '',
    }))
    const { db } = im.platform.store
    for (const at of numbers(24)) {
      await db
        .insertInto('group_member')
        .values(members.slice((at - 1) * 500, at * 500))
        .execute()
    }
    await dismiss(GroupId)

    const wanted = { GroupId, Type: 'Public', Name: 'again', Owner_Account: 'alice' }
    expect(await im.rest(app, importGroup, wanted)).toMatchObject({ ErrorCode: 0 })

    expect(await info(GroupId)).toMatchObject({ MemberNum: 1, MemberList: [{}] })
    expect(await countOf('group_member', app)).toBeLessThan(100)
  })
})
