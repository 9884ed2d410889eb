import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  changeGroupOwner,
  getGroupInfo,
  groupErrors,
  modifyGroupBaseInfo,
  tipTypes,
} from '@yanshu/protocol'
import type { GatewayEvents, GroupTip } from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, MINUTE, SECOND } from '../moving-clock.ts'
import { seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'

describe.each(storages)('changing groups over REST on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let clock: MovingClock
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
    app = await seedApp(im, 'alice', 'bob', 'carol')
    await setConf(im, app, { Community: true, Topic: true })
    const Types = [{ Type: 'Public', Read: 'Anyone', Write: 'AppAdmin' }] as const
    await im.platform.im.apps.addGroupField(app.appId, { Key: 'Colour', Types: [...Types] })
    await im.platform.im.apps.addGroupField(app.appId, { Key: 'Size', Types: [...Types] })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const modify = (body: object) => im.rest(app, modifyGroupBaseInfo, body)
  const give = (body: object) => im.rest(app, changeGroupOwner, body)
  const info = async (GroupId: string) => {
    const { GroupInfo } = await im.rest(app, getGroupInfo, { GroupIdList: [GroupId] })
    return (GroupInfo as readonly Record<string, unknown>[])[0] ?? {}
  }
  const tipOf = async (client: RawClient) => {
    const { message } = (await client.next('group.message')) as GatewayEvents['group.message']
    return { seq: message.seq, tip: message.tip as GroupTip }
  }

  test('everything of a group changes, and only what is named', async () => {
    const GroupId = await seedGroup(im, app, { owner: 'alice' })
    clock.pass(SECOND)

    const answer = await modify({
      GroupId,
      Name: 'new',
      Introduction: 'i',
      Notification: 'n',
      FaceUrl: 'f',
      MaxMemberNum: 77,
      ApplyJoinOption: 'DisableApply',
      InviteJoinOption: 'FreeAccess',
      MuteAllMember: 'On',
      HistoryMsgBeforeJoin: 'On',
      From_Account: 'bob',
      AppDefinedData: [{ Key: 'Colour', Value: 'red\0' }],
    })

    expect(answer).toMatchObject({ ErrorCode: 0 })
    const changed = {
      Name: 'new',
      Introduction: 'i',
      Notification: 'n',
      FaceUrl: 'f',
      MaxMemberNum: 77,
      ApplyJoinOption: 'DisableApply',
      InviteJoinOption: 'FreeAccess',
      MuteAllMember: 'On',
      AppDefinedData: [{ Key: 'Colour', Value: 'red\0' }],
      InfoSeq: 2,
      LastInfoTime: clock.seconds(),
    }
    expect(await info(GroupId)).toMatchObject(changed)

    // The older spelling; and an empty value takes a field away.
    await modify({
      GroupId,
      ShutUpAllMember: 'Off',
      AppDefinedData: [
        { Key: 'Colour', Value: '' },
        { Key: 'Size', Value: '1' },
      ],
    })
    const after = {
      MuteAllMember: 'Off',
      AppDefinedData: [{ Key: 'Size', Value: '1' }],
      InfoSeq: 3,
    }
    expect(await info(GroupId)).toMatchObject({ ...changed, ...after })
  })

  test('members are told in one tip what changed; it is in the history', async () => {
    const GroupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const bob = await im.connect(app, 'bob')

    await modify({ GroupId, Name: 'new', Introduction: 'i', MuteAllMember: 'On' })

    const { seq, tip } = await tipOf(bob)
    expect(seq).toBe(1)
    expect(tip).toMatchObject({
      type: tipTypes.groupInfo,
      operator: { userId: 'administrator' },
      members: [],
    })
    // Muting all is switched off where nothing else is said.
    expect(tip.changes).toEqual({ name: 'new', introduction: 'i' })
    expect(await info(GroupId)).toMatchObject({ NextMsgSeq: 2 })
    bob.close()
  })

  test('each item is told, and kept, as the app says', async () => {
    const own = await seedApp(im, 'bob')
    await setConf(im, own, {
      GroupNotices: {
        Public: {
          Name: 'Off',
          Introduction: 'Send',
          Notification: 'SendAndStore',
          MuteAll: 'Send',
        },
      },
    })
    clock.pass(11 * MINUTE)
    const GroupId = await seedGroup(im, own, { members: ['bob'] })
    const bob = await im.connect(own, 'bob')
    const change = (body: object) => im.rest(own, modifyGroupBaseInfo, { GroupId, ...body })

    await change({ Name: 'silent' })
    await change({ Introduction: 'told' })
    await change({ Name: 'again', MuteAllMember: 'On', Notification: 'kept' })

    const [told, kept] = [await tipOf(bob), await tipOf(bob)]
    expect(told).toMatchObject({ seq: 0, tip: { changes: { introduction: 'told' } } })
    expect(kept.seq).toBe(1)
    expect(kept.tip.changes).toEqual({ muteAll: true, notification: 'kept' })
    bob.close()
  })

  test('custom fields alone are told and not kept; no change is no news', async () => {
    const GroupId = await seedGroup(im, app, { members: ['bob'], columns: { name: 'as it is' } })
    const bob = await im.connect(app, 'bob')

    await modify({ GroupId, Name: 'as it is', Introduction: '' })
    await modify({ GroupId, AppDefinedData: [{ Key: 'Colour', Value: 'red' }] })

    const { seq, tip } = await tipOf(bob)
    expect(seq).toBe(0)
    expect(tip.changes).toEqual({ custom: [{ key: 'Colour', value: 'red' }] })
    expect(await info(GroupId)).toMatchObject({ InfoSeq: 2, NextMsgSeq: 1 })
    bob.close()
  })

  test('a community with topics has permission groups; live rooms any number of members', async () => {
    const GroupId = await seedGroup(im, app, { type: 'Community', columns: { support_topic: 1 } })
    const live = await seedGroup(im, app, { type: 'AVChatRoom', columns: { max_members: 9 } })

    await modify({ GroupId, EnablePermission: 1, DefaultPermission: 64 })
    expect(await modify({ GroupId: live, MaxMemberNum: 5 })).toMatchObject({ ErrorCode: 0 })

    expect(await info(GroupId)).toMatchObject({ EnablePermission: 1, DefaultPermission: 64 })
    expect(await info(live)).toMatchObject({ MaxMemberNum: 9 })
  })

  test.each([
    ['AVChatRoom', { InviteJoinOption: 'FreeAccess' }],
    ['AVChatRoom', { ApplyJoinOption: 'NeedPermission' }],
    ['AVChatRoom', { HistoryMsgBeforeJoin: 'On' }],
    ['Community', { HistoryMsgBeforeJoin: 'On' }],
    ['Community', { EnablePermission: 1 }],
    ['Public', { DefaultPermission: 1 }],
  ] as const)('a group of type %s does not take %j', async (type, body) => {
    const GroupId = await seedGroup(im, app, { type })

    expect(await modify({ GroupId, ...body })).toMatchObject(failure(groupErrors.noPermission))
  })

  test('what is no group, no account, no field or too long is refused', async () => {
    const GroupId = await seedGroup(im, app)

    expect([
      await modify({ GroupId: 'none', Name: 'x' }),
      await modify({ GroupId: '', Name: 'x' }),
      await modify({ GroupId, Name: 'x', From_Account: 'nobody' }),
      await modify({ GroupId, AppDefinedData: [{ Key: 'Weight', Value: '1' }] }),
      await modify({ GroupId, Name: 'x'.repeat(101) }),
    ]).toMatchObject(
      [
        groupErrors.noGroup,
        groupErrors.badGroupId,
        groupErrors.badParameter,
        groupErrors.badParameter,
        groupErrors.badParameter,
      ].map(failure),
    )
    expect(await info(GroupId)).toMatchObject({ InfoSeq: 1 })
  })

  test('a member becomes the owner, and members are told', async () => {
    const GroupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const bob = await im.connect(app, 'bob')

    const given = { GroupId, NewOwner_Account: 'bob', From_Account: 'carol' }
    expect(await give(given)).toMatchObject({ ErrorCode: 0 })
    expect(await give(given)).toMatchObject({ ErrorCode: 0 })

    const { seq, tip } = await tipOf(bob)
    expect(seq).toBe(1)
    expect(tip).toMatchObject({ operator: { userId: 'carol' }, changes: { owner: 'bob' } })
    expect(await info(GroupId)).toMatchObject({
      Owner_Account: 'bob',
      InfoSeq: 2,
      NextMsgSeq: 2,
      MemberList: [
        { Member_Account: 'alice', Role: 'Member' },
        { Member_Account: 'bob', Role: 'Owner' },
      ],
    })
    bob.close()
  })

  test.each(['Private', 'Public', 'ChatRoom', 'Community'] as const)(
    'a group of type %s without an owner gets one',
    async (type) => {
      const GroupId = await seedGroup(im, app, { type, members: ['bob'] })

      await give({ GroupId, NewOwner_Account: 'bob' })

      expect(await info(GroupId)).toMatchObject({ Owner_Account: 'bob' })
    },
  )

  test('who is no member does not become the owner, and nobody of a live room', async () => {
    const GroupId = await seedGroup(im, app, { owner: 'alice' })
    const live = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'alice', admins: ['bob'] })

    expect([
      await give({ GroupId, NewOwner_Account: 'bob' }),
      await give({ GroupId: live, NewOwner_Account: 'bob' }),
      await give({ GroupId: 'none', NewOwner_Account: 'bob' }),
      await give({ GroupId: '', NewOwner_Account: 'bob' }),
    ]).toMatchObject(
      [
        groupErrors.badParameter,
        groupErrors.noPermission,
        groupErrors.noGroup,
        groupErrors.badGroupId,
      ].map(failure),
    )
    expect(await info(GroupId)).toMatchObject({ Owner_Account: 'alice', InfoSeq: 1 })
  })
})
