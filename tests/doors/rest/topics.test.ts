import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  createTopic,
  destroyTopic,
  getTopic,
  groupErrors,
  groupLimits,
  importTopic,
  modifyTopic,
} from '@yanshu/protocol'
import type { Command } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { makeTopic, seedCommunity, seedCommunityApp } from '../communities.ts'
import { seedGroup } from '../group-seed.ts'
import { putOnPlan, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'

const texts = {
  CustomString: 'own words',
  FaceUrl: 'https://example.com/face',
  Notification: 'read this',
  Introduction: 'about',
}

interface TopicAnswer {
  readonly ErrorCode: number
  readonly ErrorInfo: string
  readonly TopicInfo: Readonly<Record<string, unknown>>
  readonly SelfInfo?: Readonly<Record<string, unknown>>
}

/** A good body of each command, but for the community. */
const commands = (topicId: string): readonly (readonly [Command, object])[] => [
  [createTopic, { TopicName: 'name' }],
  [importTopic, { TopicName: 'name' }],
  [getTopic, { From_Account: 'alice' }],
  [modifyTopic, { TopicId: topicId, TopicName: 'name' }],
  [destroyTopic, { TopicIdList: [topicId] }],
]

describe.each(storages)('topics over REST on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start()
    app = await seedCommunityApp(im, 'alice', 'bob', 'carol')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const community = (permission?: number) =>
    seedCommunity(im, app, { owner: 'alice', admins: ['bob'], members: ['carol'] }, permission)
  const read = async (GroupId: string, more: object = {}) => {
    const answer = await im.rest(app, getTopic, { GroupId, From_Account: 'carol', ...more })
    return answer.TopicAndSelfInfo as readonly TopicAnswer[]
  }
  const topicsOf = async (groupId: string) => {
    const { db } = im.platform.store
    const row = await db
      .selectFrom('chat_group')
      .select('topics')
      .where('app_id', '=', app.appId)
      .where('group_id', '=', groupId)
      .executeTakeFirst()
    return row?.topics
  }

  test('create_topic makes a topic that get_topic tells', async () => {
    const GroupId = await community()
    const TopicId = `${GroupId}@TOPIC#_news`

    const made = await im.rest(app, createTopic, {
      GroupId,
      TopicId,
      TopicName: 'News',
      From_Account: 'alice',
      ...texts,
    })
    const other = await im.rest(app, createTopic, { GroupId, TopicName: 'Other' })

    expect(made).toMatchObject({ ErrorCode: 0, TopicId })
    expect(String(other.TopicId)).toStartWith(`${GroupId}@TOPIC#_@TOPIC#_`)
    expect(await topicsOf(GroupId)).toBe(2)
    const [first, second] = await read(GroupId)
    expect(first).toEqual({
      ErrorCode: 0,
      ErrorInfo: '',
      TopicInfo: {
        TopicId,
        GroupID: GroupId,
        TopicName: 'News',
        NextMsgSeq: 1,
        CreateTime: expect.any(Number),
        LastMsgTime: 0,
        MuteAllMember: 'Off',
        ...texts,
      },
      SelfInfo: { MuteTime: 0, MsgSeq: 0, MsgFlag: 'AcceptAndNotify' },
    })
    expect(second?.TopicInfo).toMatchObject({ TopicName: 'Other', Introduction: '' })
  })

  test('get_topic tells topics by id, chosen fields, and nothing of its own to a stranger', async () => {
    const GroupId = await community()
    const TopicId = await makeTopic(im, app, GroupId)
    const gone = `${GroupId}@TOPIC#_gone`

    const found = await read(GroupId, {
      TopicIdList: [TopicId, gone, 'no topic'],
      ResponseFilter: ['TopicName', 'MsgFlag', 'ShutUpAllMember'],
    })
    const strange = await read(GroupId, { From_Account: 'nobody', TopicIdList: [TopicId] })

    expect(found).toMatchObject([
      {
        ErrorCode: 0,
        TopicInfo: { TopicId, TopicName: 'topic', MuteAllMember: 'Off' },
        SelfInfo: { MsgFlag: 'AcceptAndNotify' },
      },
      { ErrorCode: groupErrors.noTopic.code, TopicInfo: { TopicId: gone } },
      { ErrorCode: groupErrors.badTopicId.code, TopicInfo: { TopicId: 'no topic' } },
    ])
    expect(Object.keys(found[0]?.TopicInfo ?? {}).toSorted()).toEqual([
      'MuteAllMember',
      'TopicId',
      'TopicName',
    ])
    expect(Object.keys(found[0]?.SelfInfo ?? {})).toEqual(['MsgFlag'])
    expect(strange[0]?.SelfInfo).toBeUndefined()
  })

  test('modify_topic changes what is given, in the old spelling too', async () => {
    const GroupId = await community()
    const TopicId = await makeTopic(im, app, GroupId)

    const changed = await im.rest(app, modifyTopic, {
      GroupId,
      TopicId,
      TopicName: 'Renamed',
      From_Account: 'bob',
      MuteAllMember: 'On',
      ...texts,
    })
    expect(changed).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 })
    expect((await read(GroupId))[0]?.TopicInfo).toMatchObject({
      TopicName: 'Renamed',
      MuteAllMember: 'On',
      ...texts,
    })

    await im.rest(app, modifyTopic, { GroupId, TopicId, ShutUpAllMember: 'Off' })
    expect((await read(GroupId))[0]?.TopicInfo).toMatchObject({
      TopicName: 'Renamed',
      MuteAllMember: 'Off',
    })
  })

  test('destroy_topic removes each topic for itself', async () => {
    const GroupId = await community()
    const TopicId = await makeTopic(im, app, GroupId)
    const kept = await makeTopic(im, app, GroupId)
    const gone = `${GroupId}@TOPIC#_gone`

    const answer = await im.rest(app, destroyTopic, {
      GroupId,
      TopicIdList: [TopicId, gone, 'no topic', TopicId],
    })

    expect(answer.DestroyResultItem).toMatchObject([
      { TopicId, ErrorCode: 0, ErrorInfo: '' },
      { TopicId: gone, ErrorCode: groupErrors.noTopic.code },
      { TopicId: 'no topic', ErrorCode: groupErrors.badTopicId.code },
    ])
    expect(await topicsOf(GroupId)).toBe(1)
    expect((await read(GroupId)).map(({ TopicInfo }) => TopicInfo.TopicId)).toEqual([kept])
    expect(await read(GroupId, { TopicIdList: [TopicId] })).toMatchObject([
      { ErrorCode: groupErrors.noTopic.code },
    ])
    const again = await im.rest(app, modifyTopic, { GroupId, TopicId, TopicName: 'late' })
    expect(again).toMatchObject(failure(groupErrors.noTopic))
  })

  test('import_topic keeps the time it is given', async () => {
    const GroupId = await community()
    const TopicId = `${GroupId}@TOPIC#_old`

    const made = await im.rest(app, importTopic, {
      GroupId,
      TopicId,
      TopicName: 'Old',
      From_Account: 'alice',
      Type: 'Community',
      CreateTime: 1_600_000_000,
      ...texts,
    })
    const again = await im.rest(app, importTopic, { GroupId, TopicId, TopicName: 'Old' })
    const late = await im.rest(app, importTopic, {
      GroupId,
      TopicName: 'Old',
      CreateTime: 4_000_000_000,
    })

    expect(made).toMatchObject({ ErrorCode: 0, TopicId })
    expect((await read(GroupId))[0]?.TopicInfo).toMatchObject({ CreateTime: 1_600_000_000 })
    expect(again).toMatchObject(failure(groupErrors.idTaken))
    expect(late).toMatchObject(failure(groupErrors.badParameter))
  })

  test('an id is chosen within the community, and once', async () => {
    const GroupId = await community()
    const TopicId = `${GroupId}@TOPIC#_mine`
    const create = (id: string) =>
      im.rest(app, createTopic, { GroupId, TopicId: id, TopicName: 'name' })
    await create(TopicId)

    expect(await create(TopicId)).toMatchObject(failure(groupErrors.idIsOwn))
    for (const command of [createTopic, importTopic]) {
      for (const id of [
        'mine',
        `${GroupId}@TOPIC#_`,
        `${GroupId}@TOPIC#_@TOPIC#_made`,
        '@TGS#_other@TOPIC#_mine',
        `${GroupId}@TOPIC#_中`,
      ]) {
        const answer = await im.rest(app, command, { GroupId, TopicId: id, TopicName: 'name' })
        expect(answer).toMatchObject(failure(groupErrors.badTopicId))
      }
    }
    const other = await im.rest(app, modifyTopic, { GroupId, TopicId: 'mine', TopicName: 'x' })
    expect(other).toMatchObject(failure(groupErrors.badTopicId))
    expect(await topicsOf(GroupId)).toBe(1)

    await im.rest(app, destroyTopic, { GroupId, TopicIdList: [TopicId] })
    expect(await create(TopicId)).toMatchObject({ ErrorCode: 0, TopicId })
  })

  test('a community has a bounded number of topics, also for two at once', async () => {
    const GroupId = await community()
    await im.platform.store.db
      .updateTable('chat_group')
      .set({ topics: groupLimits.topics - 1 })
      .where('app_id', '=', app.appId)
      .where('group_id', '=', GroupId)
      .execute()
    const create = (command: Command) => im.rest(app, command, { GroupId, TopicName: 'name' })

    const both = await Promise.all([create(createTopic), create(createTopic)])

    expect(both.map(({ ErrorCode }) => ErrorCode).toSorted((a, b) => a - b)).toEqual([
      0,
      groupErrors.tooManyGroupsOfUser.code,
    ])
    expect(await create(importTopic)).toMatchObject(failure(groupErrors.tooManyGroupsOfUser))
  })

  test('texts are as long as the settings of the app say', async () => {
    const GroupId = await community()
    const TopicId = await makeTopic(im, app, GroupId)
    await setConf(im, app, { GroupIntroductionBytes: 10 })
    const change = (command: Command, Introduction: string) =>
      im.rest(app, command, { GroupId, TopicId, TopicName: 'name', Introduction })

    expect(await change(modifyTopic, 'exactly 10')).toMatchObject({ ErrorCode: 0 })
    expect(await change(modifyTopic, 'more than 10')).toMatchObject(
      failure(groupErrors.badParameter),
    )
    expect(
      await im.rest(app, createTopic, { GroupId, TopicName: 'n', Introduction: 'more than 10' }),
    ).toMatchObject(failure(groupErrors.badParameter))
    await setConf(im, app, { GroupIntroductionBytes: 400 })
    expect(await change(modifyTopic, 'more than 10')).toMatchObject({ ErrorCode: 0 })
  })

  test('in the name of a member its role decides', async () => {
    const GroupId = await community()
    const TopicId = await makeTopic(im, app, GroupId)
    const as = async (From_Account: string) => {
      const answers = [
        await im.rest(app, createTopic, { GroupId, TopicName: 'name', From_Account }),
        await im.rest(app, importTopic, { GroupId, TopicName: 'name', From_Account }),
        await im.rest(app, modifyTopic, { GroupId, TopicId, TopicName: 'name', From_Account }),
      ]
      return answers.map(({ ErrorCode }) => ErrorCode)
    }

    const { code } = groupErrors.noPermission
    expect(await as('alice')).toEqual([0, 0, 0])
    expect(await as('bob')).toEqual([0, 0, 0])
    expect(await as('administrator')).toEqual([0, 0, 0])
    expect(await as('carol')).toEqual([code, code, code])
    expect(await as('nobody')).toEqual([code, code, code])
  })

  test('with permission groups bits decide instead, and administrators lose what they had', async () => {
    const create = async (GroupId: string, From_Account: string) => {
      const answer = await im.rest(app, createTopic, { GroupId, TopicName: 'name', From_Account })
      return answer.ErrorCode
    }
    const [open, closed] = [await community(16), await community(0)]

    expect(await create(open, 'carol')).toBe(0)
    expect(await create(closed, 'alice')).toBe(0)
    expect(await create(closed, 'bob')).toBe(groupErrors.noPermission.code)
  })

  test('every command wants a body that fits, a group, and a community with topics', async () => {
    const GroupId = await community()
    const TopicId = await makeTopic(im, app, GroupId)
    const plain = await seedGroup(im, app, { type: 'Community', owner: 'alice' })
    const other = await seedGroup(im, app, { owner: 'alice' })

    for (const [command, body] of commands(TopicId)) {
      const ask = (more: object) => im.rest(app, command, { ...body, GroupId, ...more })
      const wrong = command === getTopic ? { From_Account: 1 } : { TopicName: 1, TopicIdList: [] }
      expect(await ask(wrong)).toMatchObject(failure(groupErrors.badParameter))
      expect(await ask({ GroupId: '' })).toMatchObject(failure(groupErrors.badGroupId))
      expect(await ask({ GroupId: '@TGS#_gone' })).toMatchObject(failure(groupErrors.noGroup))
      expect(await ask({ GroupId: plain })).toMatchObject(failure(groupErrors.noPermission))
      expect(await ask({ GroupId: other })).toMatchObject(failure(groupErrors.noPermission))
    }
  })

  test('every command wants the switches of the app, and its plan', async () => {
    const own = await seedCommunityApp(im, 'alice')
    const GroupId = await seedCommunity(im, own, { owner: 'alice' })
    const TopicId = await makeTopic(im, own, GroupId)
    const all = async () => {
      const codes = []
      for (const [command, body] of commands(TopicId)) {
        codes.push((await im.rest(own, command, { ...body, GroupId })).ErrorCode)
      }
      return [...new Set(codes)]
    }

    await setConf(im, own, { Topic: false })
    expect(await all()).toEqual([groupErrors.communityOff.code])
    await setConf(im, own, { Topic: true })
    await setConf(im, own, { Community: false })
    expect(await all()).toEqual([groupErrors.communityOff.code])
    await setConf(im, own, { Community: true })
    await putOnPlan(im, own, 'standard')
    expect(await all()).toEqual([groupErrors.illegalRequest.code])
    await putOnPlan(im, own, 'premium')
    expect(await all()).toEqual([0])
  })
})
