import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { TYPES } from '@yanshu/client'
import type { ChatSDK } from '@yanshu/client'
import { groupErrors, sendGroupMsg } from '@yanshu/protocol'
import type { GroupField } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { signIn } from '../client/sign-in.ts'
import { inGroup } from '../group-talk.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { notice, say, tip, told } from './told.ts'

const stored = [
  [TYPES.GRP_WORK, 'Member'],
  [TYPES.GRP_PUBLIC, 'Admin'],
  [TYPES.GRP_MEETING, 'Admin'],
  [TYPES.GRP_COMMUNITY, 'Admin'],
] as const

describe.each(storages)('the life of groups in the client SDK on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let alice: ChatSDK & AsyncDisposable
  let bob: ChatSDK & AsyncDisposable
  let carol: ChatSDK & AsyncDisposable
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob', 'carol', 'dan')
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

  /** A group of alice with bob and carol. */
  async function made(type: string, more: object = {}): Promise<string> {
    const { data } = await alice.createGroup({
      name: 'team',
      type,
      memberList: [{ userID: 'bob' }, { userID: 'carol' }],
      ...more,
    })
    return data.group.groupID
  }

  test.each(stored)('a %s group is made with its members', async (type, role) => {
    const { data } = await alice.createGroup({
      name: 'team',
      type,
      introduction: 'who we are',
      notification: 'be kind',
      avatar: 'https://a.example/face.png',
      memberList: [{ userID: 'bob', role }, { userID: 'carol' }],
    })

    expect(data).toMatchObject({
      overLimitUserIDList: [],
      group: {
        name: 'team',
        type,
        introduction: 'who we are',
        notification: 'be kind',
        avatar: 'https://a.example/face.png',
        ownerID: 'alice',
        memberCount: 3,
        nextMessageSeq: 1,
        selfInfo: { userID: 'alice', role: 'Owner' },
      },
    })
    const { groupID } = data.group
    const { data: list } = await alice.getGroupMemberList({ groupID })
    const roles = Object.fromEntries(list.memberList.map((one) => [one.userID, one.role]))
    expect(roles).toEqual({ alice: 'Owner', bob: role, carol: 'Member' })
    const mine = await alice.getGroupList()
    expect(mine.data.groupList.map((group) => group.groupID)).toContain(groupID)
  })

  test('who was a member from the beginning has the group with its first message', async () => {
    const groupID = await made(TYPES.GRP_WORK)
    const known = told(bob, 'onGroupListUpdated', (groups) =>
      groups.some((group) => group.groupID === groupID && group.name === 'team'),
    )

    await say(alice, groupID, 'hello')

    await known
    const { data } = await bob.getGroupProfile({ groupID })
    expect(data.group).toMatchObject({ memberCount: 3, selfInfo: { role: 'Member' } })
  })

  test('a live room is made without members, and its owner joins it', async () => {
    const { data } = await alice.createGroup({ name: 'show', type: TYPES.GRP_AVCHATROOM })
    const { groupID } = data.group

    const joined = await alice.joinGroup({ groupID })

    expect(data.group).toMatchObject({ type: 'AVChatRoom', ownerID: 'alice' })
    expect(joined.data.status).toBe(TYPES.JOIN_STATUS_SUCCESS)
  })

  test('another device of the owner learns of a new group', async () => {
    await using phone = await signIn(im, app, 'alice', { platform: 'iPhone' })
    const created = told(phone, 'onGroupListUpdated', (groups) =>
      groups.some(({ name }) => name === 'of the web'),
    )

    const { data } = await alice.createGroup({ name: 'of the web', type: TYPES.GRP_PUBLIC })

    const group = (await created).find(({ name }) => name === 'of the web')
    expect(group).toMatchObject({ groupID: data.group.groupID, selfInfo: { role: 'Owner' } })
  })

  test('what is said of a group changes for everybody', async () => {
    const groupID = await made(TYPES.GRP_PUBLIC)
    await bob.getGroupProfile({ groupID })
    const tips = tip(bob, groupID, TYPES.GRP_TIP_GRP_PROFILE_UPDATED)
    const known = told(bob, 'onGroupListUpdated', (groups) =>
      groups.some((group) => group.groupID === groupID && group.name === 'renamed'),
    )

    const { data } = await alice.updateGroupProfile({
      groupID,
      name: 'renamed',
      introduction: 'new',
      joinOption: TYPES.JOIN_OPTIONS_FREE_ACCESS,
      inviteOption: TYPES.INVITE_OPTIONS_FREE_ACCESS,
    })

    expect(data.group).toMatchObject({
      name: 'renamed',
      introduction: 'new',
      joinOption: 'FreeAccess',
      inviteOption: 'FreeAccess',
    })
    expect((await tips).payload).toMatchObject({
      operatorID: 'alice',
      newGroupProfile: { groupName: 'renamed', introduction: 'new' },
    })
    await known
    const { data: shown } = await bob.getGroupProfile({ groupID })
    expect(shown.group).toMatchObject({ name: 'renamed', joinOption: 'FreeAccess' })
    const refused = bob.updateGroupProfile({ groupID, name: 'mine' })
    await expect(refused).rejects.toMatchObject({ code: groupErrors.noPermission.code })
  })

  test('nobody but owner and administrators speaks while all are muted', async () => {
    const groupID = await made(TYPES.GRP_PUBLIC)

    const { data } = await alice.updateGroupProfile({ groupID, muteAllMembers: true })

    expect(data.group.muteAllMembers).toBe(true)
    await expect(say(bob, groupID, 'may I?')).rejects.toMatchObject({
      code: groupErrors.muted.code,
    })
    expect((await say(alice, groupID, 'I may')).status).toBe('success')
  })

  test('custom fields of a group are set with it, and read by name', async () => {
    await im.platform.im.apps.addGroupField(app.appId, field('color'))
    await im.platform.im.apps.addGroupField(app.appId, field('size'))
    const groupCustomField = [
      { key: 'color', value: 'red' },
      { key: 'size', value: 'big' },
    ]
    const groupID = await made(TYPES.GRP_PUBLIC, { groupCustomField })

    const { data } = await bob.getGroupProfile({ groupID, groupCustomFieldFilter: ['color'] })
    const changed = await alice.updateGroupProfile({
      groupID,
      groupCustomField: [{ key: 'color', value: 'blue' }],
    })

    expect(data.group.groupCustomField).toEqual([{ key: 'color', value: 'red' }])
    expect(changed.data.group.groupCustomField).toContainEqual({ key: 'color', value: 'blue' })
    expect(changed.data.group.groupCustomField).toContainEqual({ key: 'size', value: 'big' })
  })

  test('groups are found by their id, Work groups are not', async () => {
    const found = await alice.createGroup({
      name: 'open',
      type: TYPES.GRP_PUBLIC,
      groupID: 'open-to-all',
    })
    const hidden = await made(TYPES.GRP_WORK)
    await using dan = await signIn(im, app, 'dan')

    const { data } = await dan.searchGroupByID('open-to-all')

    expect(found.data.group.groupID).toBe('open-to-all')
    expect(data.group).toMatchObject({ groupID: 'open-to-all', name: 'open', ownerID: 'alice' })
    await expect(dan.searchGroupByID(hidden)).rejects.toMatchObject({
      code: groupErrors.noPermission.code,
    })
    await expect(dan.searchGroupByID('nowhere')).rejects.toMatchObject({
      code: groupErrors.noGroup.code,
    })
    const again = alice.createGroup({
      name: 'x',
      type: TYPES.GRP_PUBLIC,
      groupID: 'open-to-all',
    })
    await expect(again).rejects.toMatchObject({ code: groupErrors.idIsOwn.code })
  })

  test('a group goes to another owner, and all know', async () => {
    const groupID = await made(TYPES.GRP_PUBLIC)
    await Promise.all([bob, carol].map((chat) => chat.getGroupProfile({ groupID })))
    const tips = tip(carol, groupID, TYPES.GRP_TIP_GRP_PROFILE_UPDATED)
    const owned = told(bob, 'onGroupListUpdated', (groups) =>
      groups.some((group) => group.groupID === groupID && group.selfInfo.role === 'Owner'),
    )

    const { data } = await alice.changeGroupOwner({ groupID, newOwnerID: 'bob' })

    expect(data.group).toMatchObject({ ownerID: 'bob', selfInfo: { role: 'Member' } })
    expect((await tips).payload).toMatchObject({ newGroupProfile: { ownerID: 'bob' } })
    await owned
    const back = alice.changeGroupOwner({ groupID, newOwnerID: 'alice' })
    await expect(back).rejects.toMatchObject({ code: groupErrors.noPermission.code })
  })

  test('a dismissed group is gone for everybody', async () => {
    const groupID = await made(TYPES.GRP_PUBLIC)
    await say(alice, groupID, 'last words')
    await bob.getGroupProfile({ groupID })
    const gone = notice(bob, groupID, 5)

    await alice.dismissGroup(groupID)

    expect((await gone).payload).toMatchObject({ operatorID: 'alice' })
    for (const chat of [alice, bob]) {
      const { data } = await chat.getGroupList()
      expect(data.groupList.map((group) => group.groupID)).not.toContain(groupID)
    }
    await expect(bob.getGroupProfile({ groupID })).rejects.toMatchObject({
      code: groupErrors.noGroup.code,
    })
    const answer = await im.rest(app, sendGroupMsg, inGroup(groupID, 1))
    expect(answer.ErrorCode).toBe(groupErrors.noGroup.code)
  })

  test('a Work group cannot be dismissed, but its owner may leave it', async () => {
    const groupID = await made(TYPES.GRP_WORK)
    await say(alice, groupID, 'hello')

    await expect(alice.dismissGroup(groupID)).rejects.toMatchObject({ code: 2622 })
    await alice.quitGroup(groupID)

    const { data } = await bob.getGroupProfile({ groupID })
    expect(data.group).toMatchObject({ ownerID: '', memberCount: 2 })
  })

  test('a community with topics is in a list of its own', async () => {
    const groupID = await made(TYPES.GRP_COMMUNITY, { isSupportTopic: true })

    const { data } = await bob.getJoinedCommunityList()

    expect(data.groupList).toContainEqual(
      expect.objectContaining({ groupID, isSupportTopic: true }),
    )
    const { data: groups } = await bob.getGroupList()
    expect(groups.groupList.map((group) => group.groupID)).not.toContain(groupID)
  })
})

function field(Key: string): GroupField {
  return { Key, Types: [{ Type: 'Public', Read: 'Member', Write: 'Admin' }] }
}
