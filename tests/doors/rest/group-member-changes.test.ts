import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  getSpecifiedGroupMemberInfo,
  groupErrors,
  modifyGroupMemberInfo,
  noticeTypes,
  tipTypes,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'

describe.each(storages)('changes of members over REST on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const modify = (app: TestApp, GroupId: unknown, Member_Account: string, change: object) =>
    im.rest(app, modifyGroupMemberInfo, { GroupId, Member_Account, ...change })
  const read = async (app: TestApp, GroupId: string, userId: string) => {
    const body = { GroupId, Member_List_Account: [userId] }
    const answer = await im.rest(app, getSpecifiedGroupMemberInfo, body)
    return (answer.MemberList as object[])[0]
  }

  test.each(['Public', 'Community'] as const)(
    'who becomes an administrator of a %s group, and stops being one, is told',
    async (type) => {
      const app = await seedApp(im, 'owner', 'bob')
      const groupId = await seedGroup(im, app, { type, owner: 'owner', members: ['bob'] })
      const bob = await im.connect(app, 'bob')
      const tip = async () => (await bob.next('group.message')).message

      await modify(app, groupId, 'bob', { Role: 'Admin' })
      expect((await tip()).tip).toMatchObject({
        type: tipTypes.setAdmin,
        operator: { userId: 'administrator' },
        members: [{ userId: 'bob' }],
      })
      expect((await bob.next('group.notice')).notice.type).toBe(noticeTypes.setAdmin)
      expect(await read(app, groupId, 'bob')).toMatchObject({ Role: 'Admin' })

      await modify(app, groupId, 'bob', { Role: 'Admin' })
      await modify(app, groupId, 'bob', { Role: 'Member' })
      expect((await tip()).tip?.type).toBe(tipTypes.unsetAdmin)
      expect((await bob.next('group.notice')).notice.type).toBe(noticeTypes.unsetAdmin)
    },
  )

  test('meetings say nothing of roles and mutes, but to who is muted', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const seed = { type: 'ChatRoom', owner: 'owner', members: ['bob'] } as const
    const groupId = await seedGroup(im, app, seed)
    const bob = await im.connect(app, 'bob')

    await modify(app, groupId, 'bob', { Role: 'Admin' })
    await modify(app, groupId, 'bob', { MuteTime: 60 })

    expect((await bob.next('group.notice')).notice).toMatchObject({
      type: noticeTypes.muted,
      muteSeconds: 60,
    })
    expect(bob.events).toEqual([])
  })

  test('a mute is told by an unstored tip, and to who is muted; 0 lifts it', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const groupId = await seedGroup(im, app, { owner: 'owner', members: ['bob'] })
    const bob = await im.connect(app, 'bob')

    await modify(app, groupId, 'bob', { ShutUpTime: 60 })

    const { message } = await bob.next('group.message')
    expect(message).toMatchObject({ seq: 0, onlineOnly: true })
    expect(message.tip).toMatchObject({ type: tipTypes.memberInfo, muteSeconds: 60 })
    const { MuteUntil } = (await read(app, groupId, 'bob')) as { MuteUntil: number }
    expect(MuteUntil).toBeGreaterThan(Date.now() / 1000 + 50)

    await modify(app, groupId, 'bob', { MuteTime: 0 })
    expect(await read(app, groupId, 'bob')).toMatchObject({ MuteUntil: 0 })
  })

  test('options and cards change, the card as long as the app says', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const groupId = await seedGroup(im, app, { type: 'Private', members: ['owner', 'bob'] })
    const bob = await im.connect(app, 'bob')
    await setConf(im, app, { NameCardBytes: 6 })

    const change = { MsgFlag: 'AcceptNotNotify', NameCard: '鲍勃' }
    expect(await modify(app, groupId, 'bob', change)).toMatchObject({ ErrorCode: 0 })
    expect(await modify(app, groupId, 'bob', { NameCard: '鲍勃!' })).toMatchObject(
      failure(groupErrors.badParameter),
    )

    expect(await read(app, groupId, 'bob')).toMatchObject(change)
    expect((await bob.next('group.notice')).notice).toMatchObject({
      type: noticeTypes.receiveOption,
      msgFlag: 'AcceptNotNotify',
    })
  })

  test('custom fields are set and, by an empty value, removed', async () => {
    const app = await seedApp(im, 'bob')
    const rights = { Read: 'Member', Write: 'AppAdmin', Own: 'None' } as const
    const types = [{ ...rights, Type: 'Public' as const }]
    await im.platform.im.apps.addMemberField(app.appId, { Key: 'level', Types: types })
    await im.platform.im.apps.addMemberField(app.appId, { Key: 'team', Types: types })
    const groupId = await seedGroup(im, app, { members: ['bob'] })
    const set = (...values: readonly (readonly [string, string])[]) =>
      modify(app, groupId, 'bob', {
        AppMemberDefinedData: values.map(([Key, Value]) => ({ Key, Value })),
      })

    await set(['level', '1'], ['team', 'red'])
    await set(['level', ''], ['team', 'blue'])

    expect(await read(app, groupId, 'bob')).toMatchObject({
      AppMemberDefinedData: [{ Key: 'team', Value: 'blue' }],
    })
    expect(await set(['unknown', '1'])).toMatchObject(failure(groupErrors.badParameter))
    const work = await seedGroup(im, app, { type: 'Private', members: ['bob'] })
    const AppMemberDefinedData = [{ Key: 'team', Value: 'red' }]
    expect(await modify(app, work, 'bob', { AppMemberDefinedData })).toMatchObject(
      failure(groupErrors.badParameter),
    )
  })

  test('all of a change is done, or nothing', async () => {
    const app = await seedApp(im, 'bob')
    const groupId = await seedGroup(im, app, { type: 'Private', members: ['bob'] })

    const answer = await modify(app, groupId, 'bob', { NameCard: 'Bob', Role: 'Admin' })

    expect(answer).toMatchObject(failure(groupErrors.noPermission))
    expect(await read(app, groupId, 'bob')).toMatchObject({ NameCard: '', Role: 'Member' })
  })

  test('of live rooms only what is written down changes', async () => {
    const app = await seedApp(im, 'ada', 'bob')
    const live = await seedGroup(im, app, { type: 'AVChatRoom', admins: ['ada'] })

    expect(await modify(app, live, 'ada', { NameCard: 'Ada' })).toMatchObject({ ErrorCode: 0 })
    expect(await modify(app, live, 'bob', { NameCard: 'Bob' })).toMatchObject(
      failure(groupErrors.noPermission),
    )
    expect(await modify(app, live, 'ada', { Role: 'Member' })).toMatchObject(
      failure(groupErrors.noPermission),
    )
  })

  test('modify_group_member_info says what is wrong', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const work = await seedGroup(im, app, { type: 'Private', members: ['bob'] })
    const groupId = await seedGroup(im, app, { owner: 'owner' })
    const card = { NameCard: '' }

    expect(await modify(app, work, 'bob', { MuteTime: 1 })).toMatchObject(
      failure(groupErrors.noPermission),
    )
    expect(await modify(app, 'nowhere', 'bob', card)).toMatchObject(failure(groupErrors.noGroup))
    expect(await modify(app, '', 'bob', card)).toMatchObject(failure(groupErrors.badGroupId))
    expect(await modify(app, groupId, 'bob', card)).toMatchObject(failure(groupErrors.badParameter))
    expect(await modify(app, groupId, 'owner', { Role: 'Member' })).toMatchObject(
      failure(groupErrors.badParameter),
    )
  })
})
