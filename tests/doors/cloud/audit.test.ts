import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { AuditEvent } from '@yanshu/protocol'
import {
  accountImport,
  addGroupMember,
  addGroupMembers,
  createAccount,
  createGroup,
  createGroupAction,
  createGroupTopic,
  createSecretUserSig,
  createUserField,
  deleteAccounts,
  describeAuditEvents,
  describeAuditFigures,
  describeAuditSettings,
  describeSecret,
  forbidSendMsg,
  getGroupInfo,
  groupCreate,
  groupUpdate,
  modifyAccountInfo,
  modifyAppInfo,
  modifyGroupAction,
  modifyGroupBaseInfo,
  modifyGroupMember,
  modifyGroupTopic,
  registerIMApp,
  setAuditSettings,
  setConfInfo,
  setNoSpeaking,
  updatePostPayPackage,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, DAY } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'

describe.each(storages)('the audit trail on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let clock: MovingClock
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({ defaultPlan: 'premium' }, { now: clock.now })
  })
  beforeEach(async () => {
    // A call of each action has a second of its own.
    clock.pass(1000)
    await im.signIn()
    app = await seedApp(im, 'ann', 'bob')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const inApp = () => ({ SDKAppID: app.appId })
  const eventsOf = async (filter: object = inApp()): Promise<readonly AuditEvent[]> =>
    (await im.act(describeAuditEvents, { Limit: 200, ...filter })).Events
  const newest = async () => {
    const [event] = await eventsOf()
    if (!event) throw new Error('no event')
    return event
  }
  const changeOf = ({ Before, After }: AuditEvent) =>
    [Before, After].map((text) => (text === '' ? undefined : (JSON.parse(text) as object)))
  test('reading the key and signing a UserSig are told, without what they reveal', async () => {
    const { SecretKey } = await im.act(describeSecret, inApp())
    const { UserSig } = await im.act(createSecretUserSig, { ...inApp(), UserID: 'ann' })

    const events = await eventsOf()

    expect(events.slice(0, 2).map(({ Action, Code }) => [Action, Code])).toEqual([
      ['im:CreateSecretUserSig', 'OK'],
      ['im:DescribeSecret', 'OK'],
    ])
    const text = JSON.stringify(events)
    expect([text.includes(SecretKey), text.includes(UserSig)]).toEqual([false, false])
  })

  const lastChange = async () => changeOf(await newest())

  /** An entry that nobody waited for. */
  const noted = async (action: string): Promise<AuditEvent> => {
    await im.platform.access.audit.settled()
    const [event] = await eventsOf({ ...inApp(), Action: action })
    if (!event) throw new Error(`no event of ${action}`)
    return event
  }

  test('tells who did what from where, and under which request', async () => {
    await im.act(modifyAppInfo, { ...inApp(), AppName: 'Chats' })

    expect(await newest()).toEqual({
      EventId: expect.stringMatching(/^\d+$/),
      EventTime: clock.seconds(),
      Uin: '100000000001',
      UserName: 'root',
      SecretId: '',
      Door: 'console',
      Action: 'im:ModifyAppInfo',
      Resource: `qcs::im::uin/100000000001:sdkappid/${app.appId}`,
      SDKAppID: app.appId,
      SourceIp: expect.stringMatching(/127\.0\.0\.1$/),
      RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      Result: 'ok',
      Code: 'OK',
      Message: '',
      Body: JSON.stringify({ ...inApp(), AppName: 'Chats' }),
      Before: '{"AppName":"test"}',
      After: '{"AppName":"Chats"}',
    })
  })

  test('tells what an app was made as', async () => {
    const { SDKAppID } = await im.act(registerIMApp, { AppName: 'new' })

    const [event] = await eventsOf({ SDKAppID, Action: 'im:RegisterIMApp' })
    expect(event && changeOf(event)).toMatchObject([undefined, { SDKAppID, AppName: 'new' }])
  })

  test('tells settings, plans and fields before and after', async () => {
    await im.act(setConfInfo, { ...inApp(), RecallSeconds: 60 })
    expect(await lastChange()).toEqual([{ RecallSeconds: 120 }, { RecallSeconds: 60 }])

    await im.act(updatePostPayPackage, {
      ...inApp(),
      Plan: 'premium',
      Months: 1,
      AgreeToTerms: true,
    })
    expect((await lastChange())[1]).toEqual({ ExpireTime: expect.any(Number) })

    const rights = { AppRead: true, AppWrite: true, AdminRead: true, AdminWrite: true }
    await im.act(createUserField, { ...inApp(), Key: 'Pet', Type: 'string', ...rights })
    expect(await lastChange()).toMatchObject([undefined, { 'Pet.Type': 'string' }])
  })

  test('tells accounts before and after', async () => {
    await im.act(createAccount, { ...inApp(), UserID: 'eve', Nick: 'Eve' })
    expect((await lastChange())[1]).toMatchObject({ 'eve.Nick': 'Eve' })

    await im.act(modifyAccountInfo, { ...inApp(), UserID: 'eve', SelfSignature: 'busy' })
    expect(await lastChange()).toEqual([undefined, { 'eve.SelfSignature': 'busy' }])

    await putOnPlan(im, app, 'private')
    await im.act(deleteAccounts, { ...inApp(), UserIDs: ['eve', 'nobody'] })
    const [before, after] = await lastChange()
    expect(before).toMatchObject({ 'eve.Nick': 'Eve', 'eve.SelfSignature': 'busy' })
    expect(after).toBeUndefined()
  })

  test('tells groups, members and topics before and after', async () => {
    await setConf(im, app, { Community: true, Topic: true })
    const made = { ...inApp(), Name: 'Fans', Type: 'Community' as const, SupportTopic: true }
    const { GroupId } = await im.act(createGroupAction, { ...made, OwnerUserID: 'ann' })
    expect((await lastChange())[1]).toMatchObject({ [`${GroupId}.Name`]: 'Fans' })

    await im.act(modifyGroupAction, { ...inApp(), GroupId, MuteAllMember: true })
    const muted = `${GroupId}.MuteAllMember`
    expect(await lastChange()).toEqual([{ [muted]: false }, { [muted]: true }])

    await im.act(addGroupMembers, { ...inApp(), GroupId, UserIDs: ['bob'] })
    expect((await lastChange())[1]).toMatchObject({ 'bob.Role': 'Member' })
    await im.act(modifyGroupMember, { ...inApp(), GroupId, UserID: 'bob', Role: 'Admin' })
    expect(await lastChange()).toEqual([{ 'bob.Role': 'Member' }, { 'bob.Role': 'Admin' }])

    const { TopicId } = await im.act(createGroupTopic, { ...inApp(), GroupId, TopicName: 'News' })
    await im.act(modifyGroupTopic, { ...inApp(), GroupId, TopicId, TopicName: 'Old news' })
    const name = `${TopicId}.TopicName`
    expect(await lastChange()).toEqual([{ [name]: 'News' }, { [name]: 'Old news' }])
  })

  test('keeps what failed, with its message and without a change', async () => {
    const change = { ...inApp(), UserID: 'nobody', Nick: 'x' }
    expect(await codeOf(im.act(modifyAccountInfo, change))).toBe('ResourceNotFound.Account')

    expect(await newest()).toMatchObject({
      Result: 'failed',
      Code: 'ResourceNotFound.Account',
      Message: 'UserID nobody not found',
      Before: '',
      After: '',
    })
    expect(await eventsOf({ ...inApp(), Result: 'failed' })).toHaveLength(1)
  })

  test('keeps REST commands that change something, with the administrator', async () => {
    const { GroupId } = await im.rest(app, createGroup, { Name: 'Fans', Type: 'Public' })
    expect(await noted('rest:group_open_http_svc/create_group')).toMatchObject({
      Uin: '',
      UserName: 'administrator',
      Door: 'rest',
      Code: 'OK',
      SourceIp: expect.stringMatching(/127\.0\.0\.1$/),
      After: expect.stringContaining('"Fans"'),
    })

    await im.rest(app, modifyGroupBaseInfo, { GroupId, Introduction: 'All of them' })
    const key = `${GroupId}.Introduction`
    expect(changeOf(await noted('rest:group_open_http_svc/modify_group_base_info'))).toEqual([
      { [key]: '' },
      { [key]: 'All of them' },
    ])

    const member = { GroupId, MemberList: [{ Member_Account: 'bob' }] }
    await im.rest(app, addGroupMember, member)
    expect((await noted('rest:group_open_http_svc/add_group_member')).After).toContain('bob.Role')
    await im.rest(app, forbidSendMsg, { GroupId, Members_Account: ['bob'], MuteTime: 60 })
    expect(changeOf(await noted('rest:group_open_http_svc/forbid_send_msg'))[1]).toEqual({
      'bob.MutedUntil': clock.seconds() + 60,
    })
    await im.rest(app, setNoSpeaking, { Set_Account: 'ann', C2CmsgNospeakingTime: 60 })
    expect(changeOf(await noted('rest:openconfigsvr/setnospeaking'))[1]).toEqual({
      'ann.MutedUntil': clock.seconds() + 60,
    })
  })

  test('has something to compare wherever something changes', () => {
    const { actions, rest } = im.platform.im
    const blind = actions.filter(({ action, snapshot }) => action.writes && !snapshot)
    // Messages and pushes leave nothing behind that could be compared.
    expect(blind.map(({ action }) => action.name)).toEqual([
      'CreatePushTask',
      'RevokePushTask',
      'SendGroupMsg',
      'RecallGroupMessages',
    ])
    expect(rest.filter(({ snapshot }) => snapshot).length).toBeGreaterThan(30)
  })

  test('keeps REST commands that failed, and none that read', async () => {
    await im.rest(app, accountImport, { UserID: '' })
    await im.rest(app, accountImport, { UserID: '@RBT#x' })
    await im.rest(app, getGroupInfo, { GroupIdList: ['g'] })

    await im.platform.access.audit.settled()
    const events = await eventsOf({ ...inApp(), Door: 'rest' })
    expect(events.map(({ Action }) => Action)).toEqual(['rest:im_open_login_svc/account_import'])
    expect(events[0]).toMatchObject({ Result: 'failed', Code: expect.stringMatching(/^\d+$/) })
  })

  test('keeps requests of clients that change groups where that is wanted', async () => {
    const ann = await im.connect(app, 'ann')
    const create = { name: 'Fans', type: 'Public' as const }
    await ann.call(groupCreate, create)
    await im.act(setAuditSettings, { GatewayCalls: true })
    const { group } = await ann.call(groupCreate, create)
    await ann.call(groupUpdate, { groupId: 'unknown', name: 'x' }).catch(() => undefined)
    await im.act(setAuditSettings, { GatewayCalls: false })
    await ann.call(groupCreate, create)

    await im.platform.access.audit.settled()
    const events = await eventsOf({ ...inApp(), Door: 'gateway' })
    expect(group.groupId).not.toBe('')
    expect(events).toMatchObject([
      { Action: 'gateway:group.update', UserName: 'ann', Uin: '', Result: 'failed', Code: '10010' },
      { Action: 'gateway:group.create', UserName: 'ann', Uin: '', Result: 'ok', Code: 'OK' },
    ])
    ann.close()
  })

  test('keeps no REST commands where that is not wanted', async () => {
    await im.act(setAuditSettings, { RestCalls: false })
    await im.rest(app, accountImport, { UserID: 'eve' })
    await im.act(setAuditSettings, { RestCalls: true })
    await im.rest(app, accountImport, { UserID: 'fay' })

    expect((await noted('rest:im_open_login_svc/account_import')).Body).toContain('fay')
    expect(await eventsOf({ ...inApp(), Door: 'rest' })).toHaveLength(1)
  })

  test('keeps settings, and changes of them', async () => {
    const before = await im.act(describeAuditSettings, {})
    expect(before).toEqual({
      RetentionDays: 180,
      RestCalls: true,
      GatewayCalls: false,
      DeniedReads: true,
    })

    await im.act(setAuditSettings, { RetentionDays: 30, DeniedReads: false })
    const expected = { ...before, RetentionDays: 30, DeniedReads: false }
    expect(await im.act(describeAuditSettings, {})).toEqual(expected)
    const [event] = await eventsOf({ Action: 'cam:SetAuditSettings' })
    expect(event && changeOf(event)).toEqual([
      { RetentionDays: 180, DeniedReads: true },
      { RetentionDays: 30, DeniedReads: false },
    ])

    expect(await codeOf(im.act(setAuditSettings, { RetentionDays: 0 }))).toBe(
      'InvalidParameterValue',
    )
    await im.act(setAuditSettings, { RetentionDays: 180, DeniedReads: true })
  })

  test('pages through what there is, and refuses what is no page', async () => {
    const page = { ...inApp(), Limit: 1 }
    const first = await im.act(describeAuditEvents, page)
    const second = await im.act(describeAuditEvents, { ...page, Cursor: first.Cursor })

    expect([first, second].flatMap(({ Events }) => Events)).toEqual(
      (await eventsOf()).slice(0, 2) as AuditEvent[],
    )
    expect(await codeOf(im.act(describeAuditEvents, { Cursor: 'x' }))).toBe('InvalidParameterValue')
    const range = { StartTime: 2, EndTime: 1 }
    expect(await codeOf(im.act(describeAuditEvents, range))).toBe('InvalidParameterValue')
  })

  test('counts what happened on a day', async () => {
    const StartTime = clock.seconds()
    const sum = async () => {
      const { Days } = await im.act(describeAuditFigures, { StartTime })
      return Days.reduce((total, { Ok, Denied, Failed }) => total + Ok + Denied + Failed, 0)
    }
    const before = await sum()
    await im.act(modifyAppInfo, { ...inApp(), AppName: 'Chats' })

    expect(await sum()).toBe(before + 1)
    expect(await codeOf(im.act(describeAuditFigures, { StartTime: 0 }))).toBe(
      'InvalidParameterValue',
    )
  })

  test('forgets what is older than it is kept', async () => {
    await im.act(setAuditSettings, { RetentionDays: 2 })
    await im.act(modifyAppInfo, { ...inApp(), AppName: 'Chats' })
    clock.pass(2 * DAY - 1000)
    await im.platform.jobs.runDue()
    await im.signIn()
    expect(await eventsOf()).not.toEqual([])
    clock.pass(2000)
    await im.platform.jobs.runDue()
    clock.pass(600_000)
    await im.platform.jobs.runDue()

    expect(await eventsOf()).toEqual([])
    await im.act(setAuditSettings, { RetentionDays: 180 })
  })
})
