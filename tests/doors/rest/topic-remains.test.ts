import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  createTopic,
  destroyTopic,
  forbidSendMsg,
  getGroupMutedAccount,
  getTopic,
  groupMsgFlag,
  sendGroupMsg,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedCommunity, seedCommunityApp } from '../communities.ts'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { storages } from '../storages.ts'
import { text } from '../talk.ts'

describe.each(storages)('what a removed topic leaves on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  const clock = createMovingClock()
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
    app = await seedCommunityApp(im, 'alice', 'carol')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const create = async (GroupId: string, TopicId: string) => {
    expect(await im.rest(app, createTopic, { GroupId, TopicId, TopicName: 'name' })).toMatchObject({
      ErrorCode: 0,
    })
  }
  const messages = async (appId: number) => {
    const rows = await im.platform.store.db
      .selectFrom('message')
      .select('seq')
      .where('app_id', '=', appId)
      .execute()
    return rows.length
  }

  test('a topic of the same id begins anew, and the messages are removed', async () => {
    const GroupId = await seedCommunity(im, app, { owner: 'alice', members: ['carol'] })
    const TopicId = `${GroupId}@TOPIC#_again`
    await create(GroupId, TopicId)
    const carol = await im.connect(app, 'carol')
    await carol.call(groupMsgFlag, { groupId: TopicId, msgFlag: 'Discard' })
    await im.rest(app, forbidSendMsg, {
      GroupId,
      TopicId,
      Members_Account: ['carol'],
      MuteTime: 600,
    })
    await im.rest(app, sendGroupMsg, {
      GroupId,
      TopicId,
      Random: 1,
      From_Account: 'alice',
      MsgBody: text('old'),
    })
    const own = async () => {
      const answer = await im.rest(app, getTopic, { GroupId, From_Account: 'carol' })
      return answer.TopicAndSelfInfo as { SelfInfo: object; TopicInfo: object }[]
    }
    expect(await own()).toMatchObject([
      { SelfInfo: { MsgFlag: 'Discard' }, TopicInfo: { NextMsgSeq: 2 } },
    ])

    await im.rest(app, destroyTopic, { GroupId, TopicIdList: [TopicId] })
    await create(GroupId, TopicId)

    expect(await own()).toMatchObject([
      {
        SelfInfo: { MsgFlag: 'AcceptAndNotify', MuteTime: 0, MsgSeq: 0 },
        TopicInfo: { NextMsgSeq: 1, LastMsgTime: 0 },
      },
    ])
    const muted = await im.rest(app, getGroupMutedAccount, { GroupId, TopicId })
    expect(muted.MutedAccountList).toEqual([])
    expect(await messages(app.appId)).toBe(1)
    clock.pass(2 * SECOND)
    await im.platform.jobs.runDue()
    expect(await messages(app.appId)).toBe(0)
  })
})
