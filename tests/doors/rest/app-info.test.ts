import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Command } from '@yanshu/protocol'
import {
  accountDelete,
  accountImport,
  appInfoFields,
  createGroup,
  destroyGroup,
  friendAdd,
  friendDelete,
  getAppInfo,
  getIpList,
  groupJoin,
  groupSend,
  operationErrors,
  sendBroadcastMsg,
  sendGroupMsg,
  sendMsg,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedCommunity, seedCommunityApp } from '../communities.ts'
import { seedGroup } from '../group-seed.ts'
import { inGroup, toGroup } from '../group-talk.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, DAY, MINUTE } from '../moving-clock.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo } from '../talk.ts'
import { seedTopic } from '../topic-seed.ts'

type Day = Readonly<Record<string, string>>

describe.each(storages)('figures of the last 30 days on $name', ({ start }) => {
  let clock: MovingClock
  let im: TestServer
  beforeAll(async () => {
    clock = createMovingClock()
    // A minute after midnight in Beijing: what a case does falls on one day.
    clock.pass(DAY - ((clock.now() + 8 * 60 * MINUTE) % DAY) + MINUTE)
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const sign = (app: TestApp) => ({
    usersig: im.userSig(app, 'administrator', clock.seconds()),
  })
  const call = (app: TestApp, command: Command, body: object) =>
    im.rest(app, command, body, sign(app))
  const connect = (app: TestApp, userId: string, platform: 'Web' | 'Windows' = 'Web') =>
    im.connect(app, userId, { platform, userSig: im.userSig(app, userId, clock.seconds()) })
  const flushed = async () => {
    clock.pass(MINUTE)
    await im.platform.jobs.runDue()
  }
  const days = async (app: TestApp, RequestField?: readonly string[]) => {
    const answer = await call(app, getAppInfo, RequestField ? { RequestField } : {})
    return answer.Result as readonly Day[]
  }

  test('come newest first, each with all fields as texts, in an envelope of their own', async () => {
    const app = await seedApp(im, 'ann')

    const answer = await call(app, getAppInfo, {})
    const told = answer.Result as readonly Day[]

    expect(answer).toMatchObject({ ErrorCode: 0, ErrorInfo: 'OK' })
    expect(answer).not.toHaveProperty('ActionStatus')
    expect(told).toHaveLength(30)
    expect(told.map(({ Date }) => Date)).toEqual(
      told
        .map(({ Date }) => Date)
        .toSorted()
        .toReversed(),
    )
    expect(Object.keys(told[0] ?? {}).toSorted()).toEqual(appInfoFields.toSorted())
    for (const value of Object.values(told[0] ?? {})) expect(value).toBeString()
  })

  test('count entries of friend lists that come and go', async () => {
    const app = await seedApp(im, 'ann', 'ben', 'cy')
    const item = (To_Account: string) => ({ To_Account, AddSource: 'AddSource_Type_Test' })
    await call(app, friendAdd, {
      From_Account: 'ann',
      AddFriendItem: [item('ben'), item('cy')],
      AddType: 'Add_Type_Both',
    })
    await call(app, friendDelete, {
      From_Account: 'ann',
      To_Account: ['ben'],
      DeleteType: 'Delete_Type_Single',
    })
    await flushed()

    const [today] = await days(app, ['ChainIncrease', 'ChainDecrease'])

    expect(today).toMatchObject({ ChainIncrease: '4', ChainDecrease: '1' })
  })

  test('count logins, messages and accounts on their day', async () => {
    const app = await seedApp(im, 'ann', 'ben')
    const ann = await connect(app, 'ann')
    const again = await connect(app, 'ann')
    const ben = await connect(app, 'ben')
    await call(app, sendMsg, fromTo('ann', 'ben', 1))
    await call(app, sendMsg, fromTo('ann', 'ben', 2))
    await call(app, sendMsg, fromTo('ben', 'ann', 3))
    await flushed()
    // A second time on the same day: nobody is counted twice.
    await call(app, sendMsg, fromTo('ann', 'ben', 4))
    again.close()
    await flushed()

    const [today, yesterday] = await days(app)

    expect(today).toMatchObject({
      AppId: String(app.appId),
      AppName: 'test',
      ActiveUserNum: '2',
      LoginUserNum: '2',
      LoginTimes: '3',
      MaxOnlineNum: '2',
      RegistUserNumOneDay: '2',
      RegistUserNumTotal: '3',
      UpMsgNum: '4',
      DownMsgNum: '4',
      C2CUpMsgNum: '4',
      C2CDownMsgNum: '4',
      SendMsgUserNum: '2',
      C2CSendMsgUserNum: '2',
    })
    expect(yesterday).toMatchObject({ ActiveUserNum: '0', UpMsgNum: '0', RegistUserNumTotal: '0' })
    ann.close()
    ben.close()
  })

  test('messages of groups are counted beside those of chats', async () => {
    const app = await seedApp(im, 'ann', 'ben')
    const groupId = await seedGroup(im, app, { owner: 'ann', members: ['ben'] })
    const other = await seedGroup(im, app, { owner: 'ann' })
    const say = (GroupId: string, Random: number, From_Account: string) =>
      call(app, sendGroupMsg, { ...inGroup(GroupId, Random), From_Account })
    await say(groupId, 1, 'ann')
    await say(groupId, 2, 'ben')
    await say(other, 3, 'ann')
    await call(app, sendMsg, fromTo('ann', 'ben', 1))
    await flushed()

    const [today] = await days(app)

    expect(today).toMatchObject({
      UpMsgNum: '4',
      C2CUpMsgNum: '1',
      GroupUpMsgNum: '3',
      SendMsgUserNum: '2',
      C2CSendMsgUserNum: '1',
      GroupSendMsgUserNum: '2',
      GroupSendMsgGroupNum: '2',
    })
  })

  test('messages of groups are counted by the connections that they reach', async () => {
    const app = await seedCommunityApp(im, 'ann', 'ben', 'cy')
    await setConf(im, app, { LiveBroadcast: true })
    const members = ['ben', 'cy']
    const groupId = await seedGroup(im, app, { owner: 'ann', members })
    const community = await seedCommunity(im, app, { members })
    const TopicId = await seedTopic(im, app, community)
    const room = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'ann' })
    const [ann, ben, also] = [
      await connect(app, 'ann'),
      await connect(app, 'ben'),
      await connect(app, 'ben', 'Windows'),
    ]
    const told = async () => {
      await flushed()
      const [today] = await days(app, ['GroupDownMsgNum', 'DownMsgNum', 'GroupAPNSMsgNum'])
      return Number(today?.GroupDownMsgNum)
    }
    const over = async (GroupId: string, Random: number, more: object = {}) =>
      call(app, sendGroupMsg, { ...inGroup(GroupId, Random), From_Account: 'ben', ...more })

    await ann.call(groupSend, toGroup(groupId, 1))
    expect(await told()).toBe(2)
    await over(groupId, 2)
    expect(await told()).toBe(5)
    // The sender's own devices are told too.
    await over(groupId, 3, { To_Account: ['ann', 'cy'] })
    expect(await told()).toBe(8)
    await over(community, 4, { TopicId })
    expect(await told()).toBe(10)
    for (const client of [ann, ben]) await client.call(groupJoin, { groupId: room })
    expect(await told()).toBe(10)
    await ann.call(groupSend, toGroup(room, 5))
    expect(await told()).toBe(11)
    await call(app, sendBroadcastMsg, {
      ...inGroup('', 6),
      GroupId: undefined,
      From_Account: 'ben',
    })
    expect(await told()).toBe(13)
    for (const client of [ann, ben, also]) client.close()
    await Promise.all([ann.closed, ben.closed, also.closed])
    await over(groupId, 7)
    await call(app, sendMsg, fromTo('ann', 'ben', 1))
    expect(await told()).toBe(13)

    expect(await days(app, ['GroupAPNSMsgNum', 'DownMsgNum'])).toContainEqual({
      Date: expect.any(String),
      GroupAPNSMsgNum: '0',
      DownMsgNum: '14',
    })
  })

  test('count the groups there were at the end of each day', async () => {
    const app = await seedApp(im, 'ann')
    const found = async (Name: string) => {
      const made = await call(app, createGroup, { Type: 'Public', Name, Owner_Account: 'ann' })
      return String(made.GroupId)
    }
    const ids = [await found('one'), await found('two')]
    await flushed()
    clock.pass(DAY)
    await found('three')
    for (const GroupId of ids) await call(app, destroyGroup, { GroupId })
    await flushed()

    const [today, yesterday, before] = await days(app, ['GroupAllGroupNum'])

    expect([today, yesterday, before].map((day) => day?.GroupAllGroupNum)).toEqual(['1', '2', '0'])
  })

  test('keep the totals of days gone by', async () => {
    const app = await seedApp(im, 'ann', 'ben')
    await flushed()
    clock.pass(DAY)
    await call(app, accountImport, { UserID: 'cas' })
    await flushed()
    clock.pass(DAY)
    await call(app, accountDelete, { DeleteItem: [{ UserID: 'ann' }, { UserID: 'ben' }] })
    await flushed()

    const told = await days(app, ['RegistUserNumTotal', 'RegistUserNumOneDay'])

    expect(told.slice(0, 4).map((day) => day.RegistUserNumTotal)).toEqual(['2', '4', '3', '0'])
    expect(told.slice(0, 4).map((day) => day.RegistUserNumOneDay)).toEqual(['0', '1', '2', '0'])
  })

  test('can be chosen; the day is always there, and unknown names are left out', async () => {
    const app = await seedApp(im)

    const [today] = await days(app, ['LoginTimes', 'NoSuchField'])

    expect(Object.keys(today ?? {})).toEqual(['Date', 'LoginTimes'])
  })

  test.each([{ RequestField: 'LoginTimes' }, { RequestField: [7] }])(
    '%j answers 130001, without ActionStatus too',
    async (body) => {
      const app = await seedApp(im)

      const answer = await call(app, getAppInfo, body)

      expect(answer).toMatchObject({ ErrorCode: operationErrors.badJson.code })
      expect(answer).not.toHaveProperty('ActionStatus')
    },
  )

  test('a day that is 400 days old is gone', async () => {
    const app = await seedApp(im, 'ann')
    await call(app, sendMsg, fromTo('ann', 'ann', 1))
    await flushed()
    const rows = () =>
      im.platform.store.db
        .selectFrom('daily_figure')
        .selectAll()
        .where('app_id', '=', app.appId)
        .execute()
    expect(await rows()).not.toEqual([])

    clock.pass(402 * DAY)
    await im.platform.jobs.runDue()

    expect(await rows()).toEqual([])
  })
})

describe.each(storages)('the addresses of the server on $name', ({ start }) => {
  test('are those of the configuration, without ErrorInfo', async () => {
    await using im = await start({ publicIps: ['203.0.113.7', '198.51.100.0/24'] })
    const app = await seedApp(im)

    const answer = await im.rest(app, getIpList, {})

    expect(answer).toMatchObject({
      ActionStatus: 'OK',
      ErrorCode: 0,
      IPList: ['203.0.113.7', '198.51.100.0/24'],
    })
    expect(answer).not.toHaveProperty('ErrorInfo')
  })
})
