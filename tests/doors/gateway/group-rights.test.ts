import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountDelete,
  getGroupInfo,
  getJoinedGroupList,
  groupErrors,
  groupGetProfiles,
  groupSearch,
  groupUpdate,
  sendGroupMsg,
} from '@yanshu/protocol'
import type { GatewayEvents, GroupType, ParamsOf } from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { refusal } from '../refusal.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, text } from '../talk.ts'

type Wishes = Omit<ParamsOf<typeof groupUpdate>, 'groupId'>

const who = ['owner', 'admin', 'member', 'stranger'] as const
const refused = groupErrors.noPermission.code

/** Who may change the profile, and who the options, of a group of each type. */
const rights: readonly (readonly [GroupType, readonly string[], readonly string[]])[] = [
  ['Private', ['owner', 'member'], ['owner']],
  ['Public', ['owner', 'admin'], ['owner', 'admin']],
  ['ChatRoom', ['owner', 'admin'], ['owner', 'admin']],
  ['AVChatRoom', ['owner'], ['owner']],
  ['Community', ['owner', 'admin'], ['owner', 'admin']],
]

describe.each(storages)('rights to groups at the gateway on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  const clients = new Map<string, RawClient>()
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, ...who, 'other')
    for (const name of who) clients.set(name, await im.connect(app, name))
    const { apps } = im.platform.im
    for (const level of ['Owner', 'Admin', 'Member', 'Anyone'] as const) {
      const Types = [{ Type: 'Public', Read: level, Write: level }] as const
      await apps.addGroupField(app.appId, { Key: `By${level}`, Types: [...Types] })
    }
  })
  afterAll(async () => {
    for (const client of clients.values()) client.close()
    await im[Symbol.asyncDispose]()
  })

  const as = (name: string): RawClient => {
    const client = clients.get(name)
    if (!client) throw new Error(`${name} is not connected`)
    return client
  }
  const seed = (type: GroupType, columns = {}) =>
    seedGroup(im, app, {
      type,
      owner: 'owner',
      admins: type === 'Private' ? [] : ['admin'],
      members: ['member'],
      columns,
    })
  /** Who of all may change something. */
  const allowed = async (groupId: string, wishes: (at: number) => Wishes) => {
    const may: string[] = []
    for (const [at, name] of who.entries()) {
      const code = await refusal(as(name).call(groupUpdate, { groupId, ...wishes(at) }))
      if (code === undefined) may.push(name)
      else expect(code).toBe(refused)
    }
    return may
  }

  test.each(rights)('in a group of type %s', async (type, profile, options) => {
    const groupId = await seed(type)

    for (const field of ['name', 'introduction', 'notification', 'faceUrl'] as const) {
      const may = await allowed(groupId, (at) => ({ [field]: `${field} ${at}` }))
      expect([field, may]).toEqual([field, [...profile]])
    }
    expect(await allowed(groupId, (at) => ({ maxMembers: 100 + at }))).toEqual([...options])
    // Those who administer a live room mute in it.
    const mutes = type === 'AVChatRoom' ? ['owner', 'admin'] : [...options]
    expect(await allowed(groupId, (at) => ({ muteAll: at % 2 === 0 }))).toEqual(mutes)
    if (type === 'AVChatRoom') return
    const apply = ['FreeAccess', 'NeedPermission', 'DisableApply', 'FreeAccess'] as const
    const applied = await allowed(groupId, (at) => ({ applyOption: apply[at] ?? 'FreeAccess' }))
    expect(applied).toEqual([...options])
    expect(await allowed(groupId, () => ({ inviteOption: 'DisableInvite' }))).toEqual([...options])
    if (type === 'Community') return
    expect(await allowed(groupId, () => ({ historyBeforeJoin: true }))).toEqual([...options])
  })

  test('custom fields are read and written as their rights say', async () => {
    const groupId = await seed('Public')
    const write = (key: string) => allowed(groupId, () => ({ custom: [{ key, value: '1' }] }))

    expect(await write('ByOwner')).toEqual(['owner'])
    expect(await write('ByAdmin')).toEqual(['owner', 'admin'])
    expect(await write('ByMember')).toEqual(['owner', 'admin', 'member'])
    // A stranger changes nothing, whatever a field says.
    expect(await write('ByAnyone')).toEqual(['owner', 'admin', 'member'])
    const seen = await Promise.all(
      who.map(async (name) => {
        const { groups } = await as(name).call(groupGetProfiles, { groupIds: [groupId] })
        return groups[0]?.custom.map(({ key }) => key)
      }),
    )
    expect(seen).toEqual([
      ['ByOwner', 'ByAdmin', 'ByMember', 'ByAnyone'],
      ['ByAdmin', 'ByMember', 'ByAnyone'],
      ['ByMember', 'ByAnyone'],
      ['ByAnyone'],
    ])
  })

  test('with permission groups the rights of all decide, and not roles', async () => {
    const groupId = await seed('Community', { support_topic: 1, enable_permission: 1 })
    const renamed = () => allowed(groupId, (at) => ({ name: `name ${at}` }))

    expect(await renamed()).toEqual(['owner'])
    const forAll = { defaultPermission: 1 }
    await as('owner').call(groupUpdate, { groupId, ...forAll })
    expect(await renamed()).toEqual(['owner', 'admin', 'member'])
    expect(await allowed(groupId, () => ({ defaultPermission: 3 }))).toEqual(['owner'])
    await as('owner').call(groupUpdate, { groupId, enablePermission: false })
    expect(await renamed()).toEqual(['owner', 'admin'])
  })

  test('groups are read by id, those one is in with what one is in them', async () => {
    const [open, work, own] = [await seed('Public'), await seed('Private'), await seed('ChatRoom')]
    const groupIds = [open, 'none', work, own]

    const asMember = await as('member').call(groupGetProfiles, { groupIds })
    expect(asMember.groups.map(({ groupId, self }) => [groupId, self?.role])).toEqual([
      [open, 'Member'],
      [work, 'Member'],
      [own, 'Member'],
    ])
    expect(asMember.failed).toEqual([{ groupId: 'none', code: groupErrors.noGroup.code }])
    const asStranger = await as('stranger').call(groupGetProfiles, { groupIds })
    expect(asStranger.groups.map(({ groupId, self }) => [groupId, self])).toEqual([
      [open, undefined],
      [own, undefined],
    ])
    expect(asStranger.failed).toEqual([
      { groupId: 'none', code: groupErrors.noGroup.code },
      { groupId: work, code: refused },
    ])
  })

  test('groups are found by their exact id, but for Work groups', async () => {
    for (const type of ['Public', 'ChatRoom', 'AVChatRoom', 'Community'] as const) {
      const groupId = await seed(type)
      const { group } = await as('stranger').call(groupSearch, { groupId })
      expect(group).toMatchObject({ groupId, type })
    }
    const groupId = await seed('Private')
    expect(await refusal(as('stranger').call(groupSearch, { groupId }))).toBe(refused)
    const none = as('stranger').call(groupSearch, { groupId: 'none' })
    expect(await refusal(none)).toBe(groupErrors.noGroup.code)
  })

  test('a group says how much of it is not read, and members hear of changes', async () => {
    const groupId = await seed('Public')
    for (const Random of numbers(3)) {
      await im.rest(app, sendGroupMsg, { GroupId: groupId, Random, MsgBody: text('x') })
    }
    const { groups } = await as('member').call(groupGetProfiles, { groupIds: [groupId] })
    expect(groups[0]).toMatchObject({ nextMessageSeq: 4, self: { readSeq: 0, unread: 3 } })

    const { group } = await as('owner').call(groupUpdate, { groupId, name: 'new' })
    // The tip about it is a message that does not count.
    expect(group).toMatchObject({ name: 'new', nextMessageSeq: 5 })
    for (;;) {
      const { message } = (await as('member').next(
        'group.message',
      )) as GatewayEvents['group.message']
      if (message.groupId !== groupId || !message.tip) continue
      expect(message.tip).toMatchObject({ operator: { userId: 'owner' }, changes: { name: 'new' } })
      break
    }
  })

  test('an account that is deleted leaves its groups, and those it owned have no owner', async () => {
    const own = await seedApp(im, 'leaver', 'stayer')
    const owned = await seedGroup(im, own, { owner: 'leaver', members: ['stayer'] })
    const live = await seedGroup(im, own, { type: 'AVChatRoom', owner: 'leaver' })
    const joined = await seedGroup(im, own, { owner: 'stayer', members: ['leaver'] })
    const many = numbers(150).map(() => seedGroup(im, own, { members: ['leaver'] }))
    await Promise.all(many)
    const { db } = im.platform.store
    const row = { app_id: own.appId, account: 'leaver', until: 9e12 }
    await db
      .insertInto('group_mute')
      .values({ ...row, place: owned })
      .execute()

    await im.rest(own, accountDelete, { DeleteItem: [{ UserID: 'leaver' }] })

    const GroupIdList = [owned, live, joined]
    const { GroupInfo } = await im.rest(own, getGroupInfo, { GroupIdList })
    expect(GroupInfo).toMatchObject([
      { Owner_Account: '', MemberNum: 1, MemberList: [{ Member_Account: 'stayer' }] },
      { Owner_Account: '' },
      { Owner_Account: 'stayer', MemberNum: 1 },
    ])
    const left = await im.rest(own, getJoinedGroupList, { Member_Account: 'leaver' })
    expect(left).toMatchObject({ TotalCount: 0 })
    const { accounts } = im.platform.im
    await accounts.importMany(own.appId, [{ userId: 'leaver' }])
    const mutes = await db.selectFrom('group_mute').selectAll().where('app_id', '=', own.appId)
    expect(await mutes.execute()).toEqual([])
  })
})
