import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { TYPES } from '@yanshu/client'
import type { ChatSDK } from '@yanshu/client'
import { groupErrors } from '@yanshu/protocol'
import type { GroupMemberField } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { signIn } from '../client/sign-in.ts'
import { seedGroup } from '../group-seed.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { notice, say, tip, told } from './told.ts'

describe.each(storages)('members of groups in the client SDK on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let alice: ChatSDK & AsyncDisposable
  let bob: ChatSDK & AsyncDisposable
  let carol: ChatSDK & AsyncDisposable
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob', 'carol', 'dan', 'erin')
    await setConf(im, app, { Community: true, Topic: true })
    const everybody = ['alice', 'bob', 'carol'].map((userId) => signIn(im, app, userId))
    const [first, second, third] = await Promise.all(everybody)
    if (!first || !second || !third) throw new Error('three signed in')
    ;[alice, bob, carol] = [first, second, third]
  })
  afterAll(async () => {
    await Promise.all([alice, bob, carol].map((chat) => chat[Symbol.asyncDispose]()))
    await im[Symbol.asyncDispose]()
  })

  const seeded = (more: Partial<Parameters<typeof seedGroup>[2]> = {}) =>
    seedGroup(im, app, { owner: 'alice', members: ['bob', 'carol'], ...more })
  const inList = (chat: ChatSDK, groupID: string, listed = true) =>
    told(
      chat,
      'onGroupListUpdated',
      (groups) => groups.some((group) => group.groupID === groupID) === listed,
    )

  test('who is added has the group, and the others are told', async () => {
    const groupID = await seeded({ type: 'Private', members: ['carol'] })
    const [invited, listed] = [notice(bob, groupID, 7), inList(bob, groupID)]
    const tips = tip(carol, groupID, TYPES.GRP_TIP_MBR_JOIN)

    const { data } = await alice.addGroupMember({ groupID, userIDList: ['bob', 'carol', 'nobody'] })

    expect(data).toMatchObject({
      successUserIDList: ['bob'],
      existedUserIDList: ['carol'],
      failureUserIDList: ['nobody'],
      overLimitUserIDList: [],
      waitingUserIDList: [],
      group: { groupID },
    })
    expect((await invited).payload).toMatchObject({ operatorID: 'alice' })
    expect((await tips).payload).toMatchObject({
      operatorID: 'alice',
      userIDList: ['bob'],
      groupJoinType: 1,
      memberCount: 3,
    })
    await listed
    expect((await say(bob, groupID, 'thanks')).status).toBe('success')
    expect((await alice.getGroupProfile({ groupID })).data.group.memberCount).toBe(3)
  })

  test('nobody is added to a live room, nor by members where they may not', async () => {
    const groupID = await seeded()
    const room = await alice.createGroup({ name: 'show', type: TYPES.GRP_AVCHATROOM })

    const adding = (chat: ChatSDK, to: string) =>
      chat.addGroupMember({ groupID: to, userIDList: ['dan'] })

    await expect(adding(bob, groupID)).rejects.toMatchObject({
      code: groupErrors.noPermission.code,
    })
    await expect(adding(alice, room.data.group.groupID)).rejects.toMatchObject({ code: 2661 })
  })

  test('who is removed loses the group, and knows why', async () => {
    const groupID = await seeded()
    await bob.getGroupProfile({ groupID })
    const [kicked, left] = [notice(bob, groupID, 4), inList(bob, groupID, false)]
    const tips = tip(carol, groupID, TYPES.GRP_TIP_MBR_KICKED_OUT)

    const { data } = await alice.deleteGroupMember({
      groupID,
      userIDList: ['bob'],
      reason: 'too loud',
    })

    expect(data).toMatchObject({ userIDList: ['bob'], group: { groupID } })
    expect((await kicked).payload).toMatchObject({ operatorID: 'alice', handleMessage: 'too loud' })
    expect((await tips).payload).toMatchObject({ userIDList: ['bob'], memberCount: 2 })
    await left
    await expect(say(bob, groupID, 'still here?')).rejects.toMatchObject({
      code: groupErrors.noPermission.code,
    })
  })

  test('who is banned stays out until the time is over', async () => {
    const groupID = await seeded({ columns: { apply_option: 'FreeAccess' } })

    await alice.deleteGroupMember({ groupID, userIDList: ['bob'], duration: 600 })

    await expect(bob.joinGroup({ groupID })).rejects.toMatchObject({
      code: groupErrors.noPermission.code,
    })
  })

  test('a member becomes an administrator and a member again', async () => {
    const groupID = await seeded()
    await bob.getGroupProfile({ groupID })
    const [made, tips] = [notice(bob, groupID, 9), tip(carol, groupID, TYPES.GRP_TIP_MBR_SET_ADMIN)]

    const { data } = await alice.setGroupMemberRole({ groupID, userID: 'bob', role: 'Admin' })

    expect(data.member).toMatchObject({ userID: 'bob', role: 'Admin' })
    await made
    expect((await tips).payload).toMatchObject({ operatorID: 'alice', userIDList: ['bob'] })
    const muted = await bob.setGroupMemberMuteTime({ groupID, userID: 'carol', muteTime: 60 })
    expect(muted.data.member.muteUntil).toBeGreaterThan(Date.now() / 1_000)
    const own = await bob.getGroupList()
    const role = () => own.data.groupList.find((group) => group.groupID === groupID)?.selfInfo.role
    expect(role()).toBe('Admin')
    const undone = notice(bob, groupID, 10)
    await alice.setGroupMemberRole({ groupID, userID: 'bob', role: 'Member' })
    await undone
    await expect(
      bob.setGroupMemberMuteTime({ groupID, userID: 'carol', muteTime: 0 }),
    ).rejects.toMatchObject({ code: groupErrors.noPermission.code })
  })

  test('a name card stands beside what its member says', async () => {
    const groupID = await seeded()
    const heardAs = told(alice, 'onMessageReceived', ([message]) => message?.from === 'bob')

    const own = await bob.setGroupMemberNameCard({ groupID, nameCard: 'Bobby' })
    await say(bob, groupID, 'hi')
    const others = await alice.setGroupMemberNameCard({
      groupID,
      userID: 'carol',
      nameCard: 'Caro',
    })

    expect(own.data.member).toMatchObject({ userID: 'bob', nameCard: 'Bobby' })
    expect(own.data.group.selfInfo.nameCard).toBe('Bobby')
    expect(await heardAs).toMatchObject([{ nameCard: 'Bobby' }])
    expect(others.data.member).toMatchObject({ userID: 'carol', nameCard: 'Caro' })
  })

  test('custom fields of members are set and filtered', async () => {
    await im.platform.im.apps.addMemberField(app.appId, field('team'))
    await im.platform.im.apps.addMemberField(app.appId, field('desk'))
    const groupID = await seeded()
    const memberCustomField = [
      { key: 'team', value: 'red' },
      { key: 'desk', value: '7' },
    ]

    const own = await bob.setGroupMemberCustomField({ groupID, memberCustomField })
    const { data } = await alice.getGroupMemberProfile({
      groupID,
      userIDList: ['bob', 'dan'],
      memberCustomFieldFilter: ['team'],
    })

    expect(own.data.member.memberCustomField).toHaveLength(2)
    expect(own.data.group.selfInfo.memberCustomField).toHaveLength(2)
    expect(data.memberList).toMatchObject([
      { userID: 'bob', memberCustomField: [{ key: 'team', value: 'red' }] },
    ])
  })

  test('members are listed page by page, and by role', async () => {
    const groupID = await seeded({ admins: ['bob'], members: ['carol', 'dan', 'erin'] })

    const pages: string[][] = []
    let offset: number | string = 0
    do {
      const { data }: { data: { memberList: { userID: string }[]; offset: number | string } } =
        await alice.getGroupMemberList({ groupID, count: 2, offset })
      pages.push(data.memberList.map(({ userID }) => userID))
      offset = data.offset
    } while (offset !== 0)
    const admins = await alice.getGroupMemberList({ groupID, role: 'Admin' })

    expect(pages.map((page) => page.length)).toEqual([2, 2, 1])
    expect(pages.flat().toSorted()).toEqual(['alice', 'bob', 'carol', 'dan', 'erin'])
    expect(admins.data.memberList).toMatchObject([{ userID: 'bob', role: 'Admin' }])
  })

  test('members of a community are listed by a cursor', async () => {
    const members = ['bob', 'carol', 'dan', 'erin']
    const groupID = await seeded({ type: 'Community', members })

    const first = await alice.getGroupMemberList({ groupID, count: 3 })
    const second = await alice.getGroupMemberList({
      groupID,
      count: 3,
      offset: first.data.offset,
    })

    expect(first.data.offset).toBeString()
    const all = [...first.data.memberList, ...second.data.memberList]
    expect(all.map(({ userID }) => userID).toSorted()).toEqual(['alice', ...members])
    expect(second.data.offset).toBe(0)
  })

  test('who joins freely is in at once, and who is in already hears so', async () => {
    const groupID = await seeded({ type: 'ChatRoom', members: ['carol'] })
    const listed = inList(bob, groupID)

    const { data } = await bob.joinGroup({ groupID })
    const again = await bob.joinGroup({ groupID })

    expect(data).toMatchObject({ status: 'JoinedSuccess', group: { groupID, memberCount: 3 } })
    expect(again.data.status).toBe(TYPES.JOIN_STATUS_ALREADY_IN_GROUP)
    await listed
  })

  test('who applies and is refused hears so', async () => {
    const groupID = await seeded({ members: ['carol'] })
    const [applied, refused] = [notice(alice, groupID, 1), notice(bob, groupID, 3)]

    await bob.joinGroup({ groupID, applyMessage: 'please' })
    const message = await applied
    await alice.handleGroupApplication({
      handleAction: 'Reject',
      handleMessage: 'no',
      message,
    })

    expect((await refused).payload).toMatchObject({ operatorID: 'alice', handleMessage: 'no' })
    const late = alice.handleGroupApplication({ handleAction: 'Agree', message })
    await expect(late).rejects.toMatchObject({ code: groupErrors.handledAlready.code })
  })

  test('how many are online is counted', async () => {
    const groupID = await seeded({ members: ['bob', 'dan'] })

    const { data } = await alice.getGroupOnlineMemberCount(groupID)

    expect(data.memberCount).toBe(2)
  })
})

function field(Key: string): GroupMemberField {
  return { Key, Types: [{ Type: 'Public', Read: 'Member', Write: 'Admin', Own: 'ReadWrite' }] }
}
