import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { TYPES } from '@yanshu/client'
import type { ChatSDK, Message } from '@yanshu/client'
import { groupErrors } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { cuttable } from '../client/cuttable.ts'
import { signIn } from '../client/sign-in.ts'
import { seedGroup } from '../group-seed.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { heard, rowOf, say, shows, textsOf, told } from './told.ts'

type Text = { text: string }

const asking = { needReadReceipt: true, isSupportExtension: true }

describe.each(storages)('messages of groups that were sent, in the SDK on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let alice: ChatSDK & AsyncDisposable
  let bob: ChatSDK & AsyncDisposable
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob', 'carol')
    await setConf(im, app, { MessageExtension: true, ReceiptGroupTypes: ['Public'] })
    alice = await signIn(im, app, 'alice')
    bob = await signIn(im, app, 'bob')
  })
  afterAll(async () => {
    await Promise.all([alice, bob].map((chat) => chat[Symbol.asyncDispose]()))
    await im[Symbol.asyncDispose]()
  })

  const seeded = () => seedGroup(im, app, { owner: 'alice', members: ['bob', 'carol'] })
  /** A message of alice, and the same as bob has it. */
  async function said(text: string, to?: string) {
    const groupID = to ?? (await seeded())
    const arriving = heard(bob, (message) => textsOf([message])[0] === text)
    const mine = await say(alice, groupID, text, asking)
    return { groupID, mine, theirs: (await arriving) as Message<Text> }
  }

  test('a recalled message is gone for everybody, and counts no more', async () => {
    const { groupID, mine } = await said('take me back')
    const revoked = told(bob, 'onMessageRevoked', ([one]) => one?.ID === mine.ID)

    await alice.revokeMessage(mine)

    expect(await revoked).toMatchObject([{ ID: mine.ID, isRevoked: true, revoker: 'alice' }])
    await shows(bob, groupID, (row) => row?.lastMessage.isRevoked === true)
    await shows(bob, groupID, (row) => row?.unreadCount === 0)
    const { data } = await bob.getMessageList({ conversationID: `GROUP${groupID}` })
    expect(data.messageList).toMatchObject([{ ID: mine.ID, isRevoked: true }])
  })

  test('the owner recalls what members say, members nothing of the owner', async () => {
    const { groupID, theirs } = await said('by the owner')
    const arriving = heard(alice, (message) => textsOf([message])[0] === 'by a member')
    await say(bob, groupID, 'by a member')
    const revoked = told(bob, 'onMessageRevoked')

    await alice.revokeMessage(await arriving)

    expect(await revoked).toMatchObject([{ isRevoked: true, revoker: 'alice' }])
    await expect(bob.revokeMessage(theirs)).rejects.toMatchObject({
      code: groupErrors.noPermission.code,
    })
  })

  test('a modified message changes for all, and the second of two conflicts', async () => {
    const { mine, theirs } = await said('first')
    const late = { ...theirs }
    const modified = told(bob, 'onMessageModified', ([one]) => one?.ID === mine.ID)
    mine.payload = { text: 'second' }

    const { data } = await alice.modifyMessage(mine)

    expect(data.message).toMatchObject({ isModified: true, payload: { text: 'second' } })
    expect(await modified).toMatchObject([{ ID: mine.ID, payload: { text: 'second' } }])
    late.payload = { text: 'too late' }
    await expect(bob.modifyMessage(late)).rejects.toMatchObject({
      code: 2480,
      data: { message: { payload: { text: 'second' } } },
    })
  })

  test('a deleted message is gone from the own view alone', async () => {
    const { groupID, theirs } = await said('not for me')
    await said('but this', groupID)

    await bob.deleteMessage([theirs])

    const conversationID = `GROUP${groupID}`
    const [bobs, hers] = await Promise.all([
      bob.getMessageList({ conversationID }),
      alice.getMessageList({ conversationID }),
    ])
    expect(textsOf(bobs.data.messageList)).toEqual(['but this'])
    expect(textsOf(hers.data.messageList)).toEqual(['not for me', 'but this'])
  })

  test('receipts are counted, and members named who have read', async () => {
    const { groupID, mine, theirs } = await said('read me')
    const receipt = told(alice, 'onMessageReadReceiptReceived', ([one]) => one?.groupID === groupID)

    await bob.sendMessageReadReceipt([theirs])

    expect(await receipt).toMatchObject([
      { messageID: mine.ID, groupID, readCount: 1, unreadCount: 1 },
    ])
    expect(mine.readReceiptInfo).toMatchObject({ readCount: 1, unreadCount: 1 })
    const { data } = await alice.getMessageReadReceiptList([mine])
    expect(data.messageList).toMatchObject([{ readReceiptInfo: { readCount: 1, unreadCount: 1 } }])
    const members = (filter: number) =>
      alice.getGroupMessageReadMemberList({ message: mine, filter })
    const [read, unread] = await Promise.all([members(0), members(1)])
    expect(read.data).toMatchObject({ readUserIDList: ['bob'], isCompleted: true })
    expect(unread.data).toMatchObject({ unreadUserIDList: ['carol'], isCompleted: true })
  })

  test('extensions are set, read and deleted for all', async () => {
    const { mine, theirs } = await said('vote')
    const updated = told(alice, 'onMessageExtensionsUpdated')

    const { data } = await bob.setMessageExtensions(theirs, [{ key: 'yes', value: 'bob' }])

    expect(data.extensions).toEqual([{ code: 0, key: 'yes', value: 'bob' }])
    expect(await updated).toEqual({
      messageID: mine.ID,
      extensions: [{ key: 'yes', value: 'bob' }],
    })
    const read = await alice.getMessageExtensions(mine)
    expect(read.data.extensions).toEqual([{ key: 'yes', value: 'bob' }])
    const deleted = told(bob, 'onMessageExtensionsDeleted')
    await alice.deleteMessageExtensions(mine, ['yes'])
    expect(await deleted).toEqual({ messageID: mine.ID, keyList: ['yes'] })
  })

  test('reactions are added, listed and removed', async () => {
    const { mine, theirs } = await said('nice')
    const bobs = { userID: 'bob', nick: '', avatar: '' }
    const added = told(alice, 'onMessageReactionsUpdated')

    await bob.addMessageReaction(theirs, 'like')

    const reactionList = [{ reactionID: 'like', totalUserCount: 1, partialUserList: [bobs] }]
    expect(await added).toEqual({ messageID: mine.ID, reactionList })
    const { data } = await alice.getMessageReactions({
      messageList: [mine],
      maxUserCountPerReaction: 5,
    })
    expect(data).toEqual([{ messageID: mine.ID, reactionList }])
    const users = await alice.getAllUserListOfMessageReaction({ message: mine, reactionID: 'like' })
    expect(users.data).toEqual({ userList: [bobs], nextSeq: 0, isCompleted: true })
    const removed = told(alice, 'onMessageReactionsUpdated')
    await bob.removeMessageReaction(theirs, 'like')
    expect((await removed).reactionList).toMatchObject([{ totalUserCount: 0 }])
  })

  test('a message is pinned for everybody, and unpinned', async () => {
    const { groupID, mine } = await said('important')
    const pinned = told(bob, 'onPinnedGroupMessageUpdated')

    await alice.pinGroupMessage({ groupID, message: mine, isPinned: true })

    expect(await pinned).toMatchObject({
      groupID,
      isPinned: true,
      message: { ID: mine.ID },
      operatorInfo: { userID: 'alice' },
    })
    const { data } = await bob.getPinnedGroupMessageList(groupID)
    expect(data.messageList).toMatchObject([{ ID: mine.ID, payload: { text: 'important' } }])
    const unpinned = told(bob, 'onPinnedGroupMessageUpdated')
    await alice.pinGroupMessage({ groupID, message: mine, isPinned: false })
    expect(await unpinned).toMatchObject({ isPinned: false })
    expect((await bob.getPinnedGroupMessageList(groupID)).data.messageList).toEqual([])
  })

  test('what happened to messages is known after a lost connection', async () => {
    const { socketClass, cut } = cuttable()
    await using carol = await signIn(im, app, 'carol', { webSocketClass: socketClass })
    const groupID = await seeded()
    const counted = shows(carol, groupID, (row) => row?.unreadCount === 2)
    const kept = await say(alice, groupID, 'kept', asking)
    const gone = await say(alice, groupID, 'gone', asking)
    await counted
    await bob.getMessageList({ conversationID: `GROUP${groupID}` })
    const theirs = bob.findMessage(kept.ID)
    if (!theirs) throw new Error('it was listed')
    const all = Promise.all([
      told(carol, 'onMessageModified', ([one]) => one?.ID === kept.ID),
      told(carol, 'onMessageRevoked', ([one]) => one?.ID === gone.ID),
      told(carol, 'onMessageExtensionsUpdated', (one) => one.messageID === kept.ID),
      told(carol, 'onMessageReactionsUpdated', (one) => one.messageID === kept.ID),
    ])

    cut()
    kept.payload = { text: 'changed' }
    await alice.modifyMessage(kept)
    await alice.revokeMessage(gone)
    await bob.setMessageExtensions(theirs, [{ key: 'a', value: '1' }])
    await bob.addMessageReaction(theirs, 'like')

    await all
    await shows(carol, groupID, (row) => row?.unreadCount === 1)
    expect(await rowOf(carol, groupID)).toMatchObject({ lastMessage: { isRevoked: true } })
    expect(carol.findMessage(kept.ID)).toMatchObject({
      type: TYPES.MSG_TEXT,
      payload: { text: 'changed' },
    })
  })
})
