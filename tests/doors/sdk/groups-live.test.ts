import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { TYPES } from '@yanshu/client'
import type { ChatSDK } from '@yanshu/client'
import { groupErrors } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { cuttable } from '../client/cuttable.ts'
import { signIn } from '../client/sign-in.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { heard, notice, say, textsOf, tip, told } from './told.ts'

describe.each(storages)('live rooms in the client SDK on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let alice: ChatSDK & AsyncDisposable
  let bob: ChatSDK & AsyncDisposable
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob', 'carol')
    await setConf(im, app, { LiveMemberList: true, LiveBan: true, LiveHistoryCount: 5 })
    alice = await signIn(im, app, 'alice')
    bob = await signIn(im, app, 'bob')
  })
  afterAll(async () => {
    await Promise.all([alice, bob].map((chat) => chat[Symbol.asyncDispose]()))
    await im[Symbol.asyncDispose]()
  })

  async function room(): Promise<string> {
    const { data } = await alice.createGroup({ name: 'show', type: TYPES.GRP_AVCHATROOM })
    const { groupID } = data.group
    await alice.joinGroup({ groupID })
    return groupID
  }
  const hears = (chat: ChatSDK, text: string) =>
    heard(chat, (message) => textsOf([message])[0] === text)

  test('who joins hears and is heard, and is in no list', async () => {
    const groupID = await room()
    const joined = tip(alice, groupID, TYPES.GRP_TIP_MBR_JOIN)

    const { data } = await bob.joinGroup({ groupID })
    const [toAlice, toBob] = [hears(alice, 'of bob'), hears(bob, 'of alice')]
    const sent = await say(bob, groupID, 'of bob')
    await say(alice, groupID, 'of alice')

    expect(data).toMatchObject({
      status: TYPES.JOIN_STATUS_SUCCESS,
      group: { groupID, type: 'AVChatRoom', ownerID: 'alice' },
    })
    expect((await joined).payload).toMatchObject({ userIDList: ['bob'] })
    expect(sent).toMatchObject({ status: 'success', sequence: 0 })
    expect(await toAlice).toMatchObject({ from: 'bob', to: groupID })
    expect(await toBob).toMatchObject({ from: 'alice', to: groupID })
    const groups = await bob.getGroupList()
    expect(groups.data.groupList.map((group) => group.groupID)).not.toContain(groupID)
    const { data: list } = await bob.getConversationList()
    const listed = list.conversationList.map((one) => one.conversationID)
    expect(listed).not.toContain(`GROUP${groupID}`)
  })

  test('who comes later gets the last messages', async () => {
    const groupID = await room()
    await say(alice, groupID, 'before you came')
    const recent = hears(bob, 'before you came')

    await bob.joinGroup({ groupID })

    expect(await recent).toMatchObject({ from: 'alice', to: groupID })
  })

  test('who quits hears nothing more and may not speak', async () => {
    const groupID = await room()
    await bob.joinGroup({ groupID })
    const quit = tip(alice, groupID, TYPES.GRP_TIP_MBR_QUIT)
    const texts: string[] = []
    bob.on('onMessageReceived', ({ data }) => void texts.push(...textsOf(data)))

    await bob.quitGroup(groupID)
    await say(alice, groupID, 'you are gone')

    expect((await quit).payload).toMatchObject({ operatorID: 'bob' })
    await expect(say(bob, groupID, 'am I?')).rejects.toMatchObject({ code: 2101 })
    await bob.getMyProfile()
    expect(texts).not.toContain('you are gone')
  })

  test('joining another room leaves the first', async () => {
    const first = await room()
    await bob.joinGroup({ groupID: first })
    const { data } = await alice.createGroup({ name: 'other', type: TYPES.GRP_AVCHATROOM })
    const left = tip(alice, first, TYPES.GRP_TIP_MBR_QUIT)

    await bob.joinGroup({ groupID: data.group.groupID })

    expect((await left).payload).toMatchObject({ operatorID: 'bob' })
  })

  test('who is there is counted and listed', async () => {
    const groupID = await room()
    await bob.joinGroup({ groupID })

    const { data: count } = await alice.getGroupOnlineMemberCount(groupID)
    const { data: list } = await alice.getGroupMemberList({ groupID, count: 100 })

    expect(count.memberCount).toBe(2)
    expect(list.memberList.map(({ userID }) => userID).toSorted()).toEqual(['alice', 'bob'])
  })

  test('attributes are told to everybody in the room', async () => {
    const groupID = await room()
    await bob.joinGroup({ groupID })
    const updated = told(bob, 'groupAttributesUpdated', (one) => one.groupID === groupID)

    await alice.setGroupAttributes({ groupID, groupAttributes: { song: 'one' } })

    expect(await updated).toEqual({ groupID, groupAttributes: { song: 'one' } })
    const { data } = await bob.getGroupAttributes({ groupID })
    expect(data.groupAttributes).toEqual({ song: 'one' })
  })

  test('who is muted does not speak, who is banned is out', async () => {
    const groupID = await room()
    await bob.joinGroup({ groupID })

    await alice.setGroupMemberMuteTime({ groupID, userID: 'bob', muteTime: 60 })
    await expect(say(bob, groupID, 'hi')).rejects.toMatchObject({ code: groupErrors.muted.code })
    const kicked = notice(bob, groupID, 4)
    await alice.deleteGroupMember({ groupID, userIDList: ['bob'], duration: 600 })

    expect((await kicked).payload).toMatchObject({ operatorID: 'alice' })
    await expect(bob.joinGroup({ groupID })).rejects.toMatchObject({
      code: groupErrors.noPermission.code,
    })
  })

  test('members get marks, and are listed by them', async () => {
    const groupID = await room()
    await bob.joinGroup({ groupID })

    const { data } = await alice.markGroupMemberList({
      groupID,
      userIDList: ['bob'],
      markType: 1_000,
      enableMark: true,
    })

    expect(data).toEqual({ groupID, userIDList: ['bob'] })
    // Lists of live rooms are for seldom use: alice has had hers.
    const marked = await bob.getGroupMemberList({ groupID, filter: 1_000 })
    expect(marked.data.memberList).toMatchObject([{ userID: 'bob', markList: [1_000] }])
  })

  test('after a lost connection the room is joined again', async () => {
    const groupID = await room()
    const { socketClass, cut } = cuttable()
    await using carol = await signIn(im, app, 'carol', { webSocketClass: socketClass })
    await carol.joinGroup({ groupID })
    const back = told(carol, 'netStateChange', ({ state }) => state === 'connected')

    cut()
    await back
    const again = hears(alice, 'back')
    // The room is joined behind the reconnection: until then nobody may speak.
    await speaksAtLast(carol, groupID, 'back')

    expect(await again).toMatchObject({ from: 'carol' })
    const answer = hears(carol, 'welcome back')
    await say(alice, groupID, 'welcome back')
    expect(await answer).toMatchObject({ from: 'alice' })
  })

  test('a message of a room is recalled by its sender', async () => {
    const groupID = await room()
    await bob.joinGroup({ groupID })
    const arriving = hears(bob, 'sorry')
    const mine = await say(alice, groupID, 'sorry')
    await arriving
    const revoked = told(bob, 'onMessageRevoked', ([one]) => one?.ID === mine.ID)

    await alice.revokeMessage(mine)

    expect(await revoked).toMatchObject([{ ID: mine.ID, isRevoked: true }])
  })
})

/** Speaks as soon as the room takes it. */
async function speaksAtLast(chat: ChatSDK, groupID: string, text: string): Promise<void> {
  for (;;) {
    try {
      await say(chat, groupID, text)
      return
    } catch (error) {
      const { code } = error as { code?: number }
      if (code !== groupErrors.noPermission.code) throw error
    }
  }
}
