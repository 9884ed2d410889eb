import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  createGroupTopic,
  describeGroupTopics,
  dismissGroupTopics,
  groupErrors,
  importGroupTopics,
  modifyGroupTopic,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedCommunity, seedCommunityApp } from '../communities.ts'
import { seedGroup } from '../group-seed.ts'
import { setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'

describe.each(storages)('topics in the console on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let club: string
  beforeAll(async () => {
    im = await start({ defaultPlan: 'premium' })
  })
  beforeEach(async () => {
    app = await seedCommunityApp(im, 'ann')
    club = await seedCommunity(im, app, { owner: 'ann' })
    await im.signIn()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const inClub = () => ({ SDKAppID: app.appId, GroupId: club })
  const list = async (...GroupIds: string[]) =>
    (await im.act(describeGroupTopics, { SDKAppID: app.appId, GroupIds })).TopicList
  const create = (TopicName: string, more: object = {}) =>
    im.act(createGroupTopic, { ...inClub(), TopicName, ...more })

  test('are made, changed and listed with those of other communities, newest first', async () => {
    const other = await seedCommunity(im, app, { owner: 'ann' })
    const first = await create('first', { Introduction: 'about' })
    const second = await im.act(createGroupTopic, {
      ...inClub(),
      GroupId: other,
      TopicName: 'second',
    })

    await im.act(modifyGroupTopic, {
      ...inClub(),
      TopicId: first.TopicId,
      TopicName: '话题',
      MuteAllMember: true,
    })

    expect(await list(club, other, 'nothing')).toEqual([
      expect.objectContaining({ GroupId: other, TopicId: second.TopicId, TopicName: 'second' }),
      {
        GroupId: club,
        TopicId: first.TopicId,
        TopicName: '话题',
        Introduction: 'about',
        CreateTime: expect.any(Number),
        MuteAllMember: true,
        NextMsgSeq: expect.any(Number),
        LastMsgTime: expect.any(Number),
      },
    ])
  })

  test('are imported row by row; what fails is told and hinders no other', async () => {
    const plain = await seedGroup(im, app, {})
    const TopicId = `${club}@TOPIC#_news`
    const answer = await im.act(importGroupTopics, {
      SDKAppID: app.appId,
      TopicList: [
        { GroupId: club, TopicId, TopicName: 'News', Introduction: 'i' },
        { GroupId: club, TopicId, TopicName: 'again' },
        { GroupId: club, TopicId: 'elsewhere', TopicName: 'x' },
        { GroupId: club, TopicName: '' },
        { GroupId: 'nothing', TopicName: 'x' },
        { GroupId: plain, TopicName: 'x' },
        { GroupId: club, TopicName: 'made up' },
      ],
    })

    expect(answer).toMatchObject({
      SuccessCount: 2,
      FailTopics: [
        { Index: 1, Code: groupErrors.idTaken.code },
        { Index: 2, Code: groupErrors.badTopicId.code },
        { Index: 3, Code: groupErrors.badParameter.code },
        { Index: 4, Code: groupErrors.noGroup.code },
        { Index: 5, Code: groupErrors.noPermission.code },
      ],
    })
    expect(await list(club)).toMatchObject([
      { TopicName: 'made up' },
      { TopicId, TopicName: 'News', Introduction: 'i' },
    ])
  })

  test('are dismissed; what is not there is told', async () => {
    const { TopicId } = await create('first')
    const missing = `${club}@TOPIC#_missing`

    const { ResultItem } = await im.act(dismissGroupTopics, {
      ...inClub(),
      TopicIds: [TopicId, missing],
    })

    expect(ResultItem).toMatchObject([
      { TopicId, ResultCode: 0 },
      { TopicId: missing, ResultCode: groupErrors.noTopic.code },
    ])
    expect(await list(club)).toEqual([])
  })

  test('are refused where there are none, with the reason', async () => {
    const plain = await seedGroup(im, app, {})
    const TopicId = `${club}@TOPIC#_missing`

    expect(await codeOf(create('x', { GroupId: plain }))).toBe('OperationDenied')
    expect(await codeOf(create('x', { GroupId: 'nothing' }))).toBe('ResourceNotFound')
    expect(await codeOf(create('字'.repeat(51)))).toBe('InvalidParameterValue')
    expect(await codeOf(im.act(modifyGroupTopic, { ...inClub(), TopicId, TopicName: 'x' }))).toBe(
      'ResourceNotFound',
    )
    await setConf(im, app, { Topic: false })
    expect(await codeOf(create('x'))).toBe('OperationDenied')
  })

  test('of an application that is not there are not found', async () => {
    const nowhere = { SDKAppID: 1_400_000_001 }
    const TopicId = `${club}@TOPIC#_x`
    const calls = [
      im.act(describeGroupTopics, { ...nowhere, GroupIds: [club] }),
      im.act(createGroupTopic, { ...nowhere, GroupId: club, TopicName: 'x' }),
      im.act(importGroupTopics, { ...nowhere, TopicList: [{ GroupId: club, TopicName: 'x' }] }),
      im.act(modifyGroupTopic, { ...nowhere, GroupId: club, TopicId, TopicName: 'x' }),
      im.act(dismissGroupTopics, { ...nowhere, GroupId: club, TopicIds: [TopicId] }),
    ]

    const codes = await Promise.all(calls.map((call) => codeOf(call)))

    expect(new Set(codes)).toEqual(new Set(['ResourceNotFound.App']))
  })
})
