import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  createTopic,
  destroyTopic,
  gatewayErrors,
  groupErrors,
  modifyTopic,
  topicCreate,
  topicDelete,
  topicList,
  topicUpdate,
} from '@yanshu/protocol'
import type { GatewayEvents, WireTopic } from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { makeTopic, seedCommunity, seedCommunityApp } from '../communities.ts'
import { seedGroup } from '../group-seed.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, MINUTE } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, setConf } from '../seed.ts'
import { storages } from '../storages.ts'

/** When changed switches of notices work, and some more. */
const CONF_DELAY = 11 * MINUTE

const changeOf = async (client: RawClient) =>
  (await client.next('topic.changed')) as GatewayEvents['topic.changed']

describe.each(storages)('topics at the gateway on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let clock: MovingClock
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
    app = await seedCommunityApp(im, 'alice', 'bob', 'carol', 'dave')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const community = (permission?: number) =>
    seedCommunity(im, app, { owner: 'alice', admins: ['bob'], members: ['carol'] }, permission)

  test('a topic that is made is in the lists of members, who are told', async () => {
    const groupId = await community()
    const [alice, carol, dave] = [
      await im.connect(app, 'alice'),
      await im.connect(app, 'carol'),
      await im.connect(app, 'dave'),
    ]

    const { topic } = await alice.call(topicCreate, {
      groupId,
      topicId: `${groupId}@TOPIC#_news`,
      name: 'News',
      introduction: 'about',
      notification: 'read this',
      faceUrl: 'https://example.com/face',
      customString: 'own words',
      defaultPermission: 8,
    })

    const own = { msgFlag: 'AcceptAndNotify', readSeq: 0, unread: 0, muteUntil: 0, mentions: [] }
    const shared = {
      topicId: `${groupId}@TOPIC#_news`,
      groupId,
      name: 'News',
      introduction: 'about',
      notification: 'read this',
      faceUrl: 'https://example.com/face',
      customString: 'own words',
      muteAll: false,
      createTime: expect.any(Number) as number,
      lastMessageTime: 0,
      nextMessageSeq: 1,
      defaultPermission: 8,
    }
    expect(topic as unknown).toEqual({ ...shared, self: own })
    const told = { groupId, change: 'created', topicIds: [topic.topicId], topic: shared }
    expect((await changeOf(alice)) as unknown).toEqual(told)
    expect((await changeOf(carol)) as unknown).toEqual(told)
    expect((await carol.call(topicList, { groupId })) as unknown).toEqual({
      topics: [{ ...shared, self: own }],
      failed: [],
      cursor: '',
    })
    expect(await refusal(dave.call(topicList, { groupId }))).toBe(groupErrors.noPermission.code)
    // Who is no member is told nothing: this is the first of what dave hears.
    const other = await seedCommunity(im, app, { owner: 'dave' })
    await dave.call(topicCreate, { groupId: other, name: 'Other' })
    expect((await changeOf(dave)).groupId).toBe(other)
  })

  test('a request that is sent again makes one topic', async () => {
    const groupId = await community()
    const alice = await im.connect(app, 'alice')
    const params = { groupId, name: 'Once', random: 7 }

    const [first, second] = await Promise.all([
      alice.call(topicCreate, params),
      alice.call(topicCreate, params),
    ])

    expect(second.topic.topicId).toBe(first.topic.topicId)
    expect((await alice.call(topicList, { groupId })).topics).toHaveLength(1)
  })

  test('what changes is told, and kept as a tip in the topic', async () => {
    const groupId = await community()
    const topicId = await makeTopic(im, app, groupId)
    const [bob, carol] = [await im.connect(app, 'bob'), await im.connect(app, 'carol')]

    const { topic } = await bob.call(topicUpdate, {
      topicId,
      name: 'Renamed',
      introduction: 'new',
      notification: 'new too',
      faceUrl: 'https://example.com/new',
      customString: 'changed',
      muteAll: true,
      defaultPermission: 1,
    })

    expect(topic).toMatchObject({ name: 'Renamed', muteAll: true, defaultPermission: 1 })
    const change = await changeOf(carol)
    expect(change).toMatchObject({ change: 'updated', topicIds: [topicId] })
    expect(change.topic).toMatchObject({ name: 'Renamed', customString: 'changed' })
    const { message } = (await carol.next('group.message')) as GatewayEvents['group.message']
    expect(message).toMatchObject({
      groupId: topicId,
      seq: 1,
      tip: {
        type: 9,
        operator: { userId: 'bob' },
        // The switch for muting all is off.
        changes: {
          topicName: 'Renamed',
          introduction: 'new',
          notification: 'new too',
          faceUrl: 'https://example.com/new',
        },
      },
    })
    expect('muteAll' in (message.tip?.changes ?? {})).toBe(false)
    const [listed] = (await carol.call(topicList, { groupId, topicIds: [topicId] })).topics
    expect(listed).toMatchObject({ nextMessageSeq: 2, self: { unread: 0, readSeq: 0 } })
  })

  test('a tip is told as the switches of the app say', async () => {
    const own = await seedCommunityApp(im, 'alice', 'carol')
    const groupId = await seedCommunity(im, own, { owner: 'alice', members: ['carol'] })
    const topicId = await makeTopic(im, own, groupId)
    const carol = await im.connect(own, 'carol')
    const rename = async (TopicName: string, more: object = {}) => {
      await im.rest(own, modifyTopic, { GroupId: groupId, TopicId: topicId, TopicName, ...more })
      return changeOf(carol)
    }
    const nextSeq = async () => {
      const [topic] = (await carol.call(topicList, { groupId })).topics
      return topic?.nextMessageSeq
    }

    await rename('kept')
    await carol.next('group.message')
    expect(await nextSeq()).toBe(2)
    const { GroupNotices } = (await im.platform.im.apps.get(own.appId)).conf
    const Community = { ...GroupNotices.Community, Name: 'Off', MuteAll: 'Send' } as const
    await setConf(im, own, { GroupNotices: { ...GroupNotices, Community } })
    clock.pass(CONF_DELAY)
    await rename('silent', { MuteAllMember: 'On' })
    const { message } = (await carol.next('group.message')) as GatewayEvents['group.message']
    expect(message).toMatchObject({ seq: 0, tip: { changes: { muteAll: true } } })
    expect(message.tip?.changes?.topicName).toBeUndefined()
    expect(await nextSeq()).toBe(2)
  })

  test('topics are deleted by id, or all of them', async () => {
    const groupId = await community()
    const ids = [await makeTopic(im, app, groupId), await makeTopic(im, app, groupId)]
    const [first = ''] = ids
    const [alice, carol] = [await im.connect(app, 'alice'), await im.connect(app, 'carol')]
    const { noTopic, badTopicId } = groupErrors
    const unknown = `${groupId}@TOPIC#_gone`

    expect(await alice.call(topicDelete, { groupId, topicIds: [first, unknown, 'no'] })).toEqual({
      deleted: [first],
      failed: [
        { topicId: unknown, code: noTopic.code },
        { topicId: 'no', code: badTopicId.code },
      ],
    })
    expect(await changeOf(carol)).toEqual({ groupId, change: 'deleted', topicIds: [first] })
    expect(await carol.call(topicDelete, { groupId })).toEqual({
      deleted: [],
      failed: [{ topicId: ids[1] ?? '', code: groupErrors.noPermission.code }],
    })
    expect((await alice.call(topicDelete, { groupId })).deleted).toEqual(ids.slice(1))
    expect((await alice.call(topicList, { groupId, topicIds: ids })).failed).toEqual(
      ids.map((topicId) => ({ topicId, code: noTopic.code })),
    )
  })

  test('a list comes in pages, in the order the topics were made in', async () => {
    const groupId = await community()
    const carol = await im.connect(app, 'carol')
    const ids: string[] = []
    for (const name of ['b', 'a', 'c']) ids.push(await makeTopic(im, app, groupId, name))

    const pages: string[][] = []
    let cursor = ''
    do {
      const page = await carol.call(topicList, { groupId, cursor, limit: 2 })
      pages.push(page.topics.map(({ topicId }: WireTopic) => topicId))
      cursor = page.cursor
    } while (cursor !== '')

    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2)])
  })

  test('members without the power are refused, with permission groups by their bits', async () => {
    const { noPermission } = groupErrors
    const [byRole, open, closed] = [await community(), await community(16), await community(0)]
    const [bob, carol] = [await im.connect(app, 'bob'), await im.connect(app, 'carol')]
    const create = (client: typeof bob, groupId: string) =>
      refusal(client.call(topicCreate, { groupId, name: 'new' }))

    expect(await create(bob, byRole)).toBeUndefined()
    expect(await create(carol, byRole)).toBe(noPermission.code)
    expect(await create(carol, open)).toBeUndefined()
    expect(await create(bob, closed)).toBe(noPermission.code)
    const topicId = await makeTopic(im, app, open)
    expect(await refusal(carol.call(topicUpdate, { topicId, name: 'new' }))).toBeUndefined()
    const rights = carol.call(topicUpdate, { topicId, defaultPermission: 1 })
    expect(await refusal(rights)).toBe(noPermission.code)
  })

  test('what is refused', async () => {
    const groupId = await community()
    const plain = await seedGroup(im, app, { owner: 'alice' })
    const alice = await im.connect(app, 'alice')
    const code = (request: Promise<unknown>) => refusal(request)

    const topicId = `${groupId}@TOPIC#_taken`
    await alice.call(topicCreate, { groupId, topicId, name: 'n' })
    expect(await code(alice.call(topicCreate, { groupId, topicId, name: 'n' }))).toBe(
      groupErrors.idIsOwn.code,
    )
    expect(await code(alice.call(topicCreate, { groupId, topicId: 'n', name: 'n' }))).toBe(
      groupErrors.badParameter.code,
    )
    expect(await code(alice.call(topicCreate, { groupId, name: 'n'.repeat(151) }))).toBe(
      groupErrors.badParameter.code,
    )
    expect(await code(alice.call(topicUpdate, { topicId: `${topicId}x`, name: 'n' }))).toBe(
      groupErrors.noTopic.code,
    )
    expect(await code(alice.call(topicCreate, { groupId: plain, name: 'n' }))).toBe(
      groupErrors.noPermission.code,
    )
    expect(await code(alice.call(topicList, { groupId: '@TGS#_none' }))).toBe(
      groupErrors.noGroup.code,
    )
  })

  test('the plan and the switches of the app decide', async () => {
    const own = await seedCommunityApp(im, 'alice')
    const groupId = await seedCommunity(im, own, { owner: 'alice' })
    const alice = await im.connect(own, 'alice')
    const list = () => refusal(alice.call(topicList, { groupId }))

    expect(await list()).toBeUndefined()
    await setConf(im, own, { Topic: false })
    expect(await list()).toBe(groupErrors.communityOff.code)
    await setConf(im, own, { Topic: true })
    await putOnPlan(im, own, 'standard')
    expect(await list()).toBe(gatewayErrors.notInPlan.code)
  })

  test('over REST members are told too', async () => {
    const groupId = await community()
    const carol = await im.connect(app, 'carol')

    const made = await im.rest(app, createTopic, { GroupId: groupId, TopicName: 'name' })
    await im.rest(app, destroyTopic, { GroupId: groupId, TopicIdList: [made.TopicId] })

    expect(await changeOf(carol)).toMatchObject({ change: 'created', topicIds: [made.TopicId] })
    expect(await changeOf(carol)).toMatchObject({ change: 'deleted', topicIds: [made.TopicId] })
  })
})
