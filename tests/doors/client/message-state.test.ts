import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { gatewayErrors } from '@yanshu/protocol'
import type { ChatError, ChatSDK, Message } from '@yanshu/client'
import { TYPES } from '@yanshu/client'
import type { TestServer } from '@yanshu/server/testing'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'
import { cuttable } from './cuttable.ts'
import { next, signIn } from './sign-in.ts'

type Text = { text: string }

const toBob = { to: 'bob', conversationType: TYPES.CONV_C2C }

/** Sends a text that asks for a receipt and takes extensions. */
async function say(chat: ChatSDK, text: string): Promise<Message<Text>> {
  const message = chat.createTextMessage({
    ...toBob,
    payload: { text },
    needReadReceipt: true,
    isSupportExtension: true,
  })
  await chat.sendMessage(message)
  return message as Message<Text>
}

const caught = (promise: Promise<unknown>): Promise<ChatError> =>
  promise.then(
    () => {
      throw new Error('it was answered')
    },
    (error: unknown) => error as ChatError,
  )

describe.each(storages)('the client SDK on messages that were sent, on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function seed() {
    const app = await seedApp(im, 'alice', 'bob')
    await setConf(im, app, { MessageExtension: true })
    return app
  }

  test('modifies for both sides, and answers 2480 with the newest on a conflict', async () => {
    const app = await seed()
    await using alice = await signIn(im, app, 'alice')
    await using bob = await signIn(im, app, 'bob')
    const arriving = next(bob, 'onMessageReceived')
    const mine = await say(alice, 'first')
    const [received] = await arriving
    const theirs = { ...received } as Message<Text>

    const modified = next(bob, 'onMessageModified')
    mine.payload.text = 'second'
    const { data } = await alice.modifyMessage(mine)
    const [told] = await modified
    theirs.payload = { text: 'late' }
    const conflict = await caught(bob.modifyMessage(theirs))

    expect(data.message).toMatchObject({ isModified: true, payload: { text: 'second' } })
    expect(told).toMatchObject({ ID: mine.ID, isModified: true, payload: { text: 'second' } })
    expect(conflict.code).toBe(2480)
    expect(conflict.data).toMatchObject({ message: { ID: mine.ID, payload: { text: 'second' } } })
  })

  test('deletes from the own view alone', async () => {
    const app = await seed()
    await using alice = await signIn(im, app, 'alice')
    await using bob = await signIn(im, app, 'bob')
    const first = await say(alice, 'first')
    await say(alice, 'second')

    const { data } = await alice.deleteMessage([first])

    expect(data.messageList).toEqual([first])
    expect(first.isDeleted).toBe(true)
    const mine = await alice.getMessageList({ conversationID: 'C2Cbob' })
    const theirs = await bob.getMessageList({ conversationID: 'C2Calice' })
    expect(mine.data.messageList).toHaveLength(1)
    expect(theirs.data.messageList).toHaveLength(2)
  })

  test('sends read receipts and tells the sender', async () => {
    const app = await seed()
    await using alice = await signIn(im, app, 'alice')
    await using bob = await signIn(im, app, 'bob')
    const arriving = next(bob, 'onMessageReceived')
    const mine = await say(alice, 'read me')
    const received = await arriving
    expect(mine).toMatchObject({ needReadReceipt: true })
    const unread = await alice.getMessageReadReceiptList([mine])
    expect(unread.data.messageList[0]?.readReceiptInfo).toMatchObject({ isPeerRead: false })

    const told = next(alice, 'onMessageReadReceiptReceived')
    await bob.sendMessageReadReceipt(received)

    expect(await told).toMatchObject([
      { messageID: mine.ID, userID: 'bob', groupID: '', isPeerRead: true, readCount: 1 },
    ])
    expect(mine.readReceiptInfo).toMatchObject({ isPeerRead: true, unreadCount: 0 })
    expect(mine.isPeerRead).toBe(false)
    const none = await caught(alice.sendMessageReadReceipt([mine]))
    expect(none.code).toBe(2114)
    await putOnPlan(im, app, 'standard')
    const refused = await caught(bob.sendMessageReadReceipt(received))
    expect(refused.code).toBe(gatewayErrors.notInPlan.code)
  })

  test('sets, reads and deletes extensions, and tells of them', async () => {
    const app = await seed()
    await using alice = await signIn(im, app, 'alice')
    await using bob = await signIn(im, app, 'bob')
    const arriving = next(bob, 'onMessageReceived')
    const mine = await say(alice, 'vote')
    const [received] = (await arriving) as [Message]

    const updated = next(alice, 'onMessageExtensionsUpdated')
    const set = await bob.setMessageExtensions(received, [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ])
    const told = await updated
    const over = await alice.setMessageExtensions(mine, [{ key: 'a', value: '3' }])
    const deleted = next(bob, 'onMessageExtensionsDeleted')
    await alice.deleteMessageExtensions(mine, ['b'])

    expect(set.data.extensions).toEqual([
      { code: 0, key: 'a', value: '1' },
      { code: 0, key: 'b', value: '2' },
    ])
    expect(told).toEqual({
      messageID: mine.ID,
      extensions: [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
    })
    expect(over.data.extensions).toEqual([{ code: 0, key: 'a', value: '3' }])
    expect(await deleted).toEqual({ messageID: mine.ID, keyList: ['b'] })
    const { data } = await bob.getMessageExtensions(received)
    expect(data.extensions).toEqual([{ key: 'a', value: '3' }])
    await bob.deleteMessageExtensions(received)
    expect((await alice.getMessageExtensions(mine)).data.extensions).toEqual([])
  })

  test('adds, lists and removes reactions, and tells of them', async () => {
    const app = await seed()
    await using alice = await signIn(im, app, 'alice')
    await using bob = await signIn(im, app, 'bob')
    const arriving = next(bob, 'onMessageReceived')
    const mine = await say(alice, 'nice')
    const [received] = (await arriving) as [Message]
    const bobs = { userID: 'bob', nick: '', avatar: '' }

    const updated = next(alice, 'onMessageReactionsUpdated')
    await bob.addMessageReaction(received, 'like')
    const told = await updated
    const list = await alice.getMessageReactions({
      messageList: [mine],
      maxUserCountPerReaction: 5,
    })
    const users = await alice.getAllUserListOfMessageReaction({ message: mine, reactionID: 'like' })
    const gone = next(alice, 'onMessageReactionsUpdated')
    await bob.removeMessageReaction(received, 'like')

    const reactionList = [{ reactionID: 'like', totalUserCount: 1, partialUserList: [bobs] }]
    expect(told).toEqual({ messageID: mine.ID, reactionList })
    expect(list.data).toEqual([{ messageID: mine.ID, reactionList }])
    expect(users.data).toEqual({ userList: [bobs], nextSeq: 0, isCompleted: true })
    expect((await gone).reactionList).toMatchObject([{ totalUserCount: 0 }])
  })

  test('learns after a lost connection what changed meanwhile', async () => {
    const app = await seed()
    const { socketClass, cut } = cuttable()
    await using alice = await signIn(im, app, 'alice', { webSocketClass: socketClass })
    await using bob = await signIn(im, app, 'bob')
    const arriving = next(bob, 'onMessageReceived')
    const mine = await say(alice, 'first')
    const [received] = (await arriving) as [Message<Text>]
    const told = Promise.all([
      next(alice, 'onMessageModified'),
      next(alice, 'onMessageReadReceiptReceived'),
      next(alice, 'onMessageExtensionsUpdated'),
      next(alice, 'onMessageReactionsUpdated'),
    ])

    cut()
    received.payload.text = 'second'
    await bob.modifyMessage(received)
    await bob.sendMessageReadReceipt([received])
    await bob.setMessageExtensions(received, [{ key: 'a', value: '1' }])
    await bob.addMessageReaction(received, 'like')

    await told
    expect(mine).toMatchObject({ payload: { text: 'second' }, isModified: true })
    expect(mine.readReceiptInfo.isPeerRead).toBe(true)
  })

  test('forwards many messages as one, and the receiver downloads them', async () => {
    const app = await seed()
    await using alice = await signIn(im, app, 'alice')
    await using bob = await signIn(im, app, 'bob')
    const messageList = []
    for (const n of numbers(20)) messageList.push(await say(alice, `${n} ${'x'.repeat(4000)}`))
    const options = { title: 'talk', abstractList: ['1'], compatibleText: 'merged' }

    const small = alice.createMergerMessage({
      ...toBob,
      payload: { ...options, messageList: [await say(alice, 'short')] },
    })
    const arrivingSmall = next(bob, 'onMessageReceived')
    await alice.sendMessage(small)
    const [receivedSmall] = await arrivingSmall
    const large = alice.createMergerMessage({ ...toBob, payload: { ...options, messageList } })
    const arriving = next(bob, 'onMessageReceived')
    await alice.sendMessage(large)
    const [received] = (await arriving) as [Message]

    expect(receivedSmall).toMatchObject({
      type: TYPES.MSG_MERGER,
      payload: {
        title: 'talk',
        downloadKey: '',
        messageList: [{ from: 'alice', messageBody: [{ payload: { text: 'short' } }] }],
      },
    })
    expect(received.payload).toMatchObject({ messageList: [] })
    expect(received.payload).not.toMatchObject({ downloadKey: '' })
    const { data } = await bob.downloadMergerMessage(received)
    expect(data.payload).toMatchObject({
      downloadKey: '',
      messageList: messageList.map(({ ID, payload }) => ({ ID, messageBody: [{ payload }] })),
    })
    const nested = bob.createMergerMessage({
      to: 'alice',
      conversationType: TYPES.CONV_C2C,
      payload: { ...options, messageList: [received] },
    })
    expect(nested.payload._layers).toBe(2)
    await bob.sendMessage(nested)
    const forwarded = bob.createForwardMessage({
      to: 'alice',
      conversationType: TYPES.CONV_C2C,
      payload: received,
    })
    expect((await bob.sendMessage(forwarded)).data.message.status).toBe('success')
    const failed = { ...received, status: 'fail' as const }
    expect(() =>
      bob.createMergerMessage({ ...toBob, payload: { ...options, messageList: [failed] } }),
    ).toThrow('was not sent')
    expect((await caught(bob.downloadMergerMessage(messageList[0] as Message))).code).toBe(2450)
  })

  test('reads history from any time on', async () => {
    const app = await seed()
    await using alice = await signIn(im, app, 'alice')
    const sent = await say(alice, 'only')

    const older = await alice.getMessageListHopping({
      conversationID: 'C2Cbob',
      time: sent.time + 5,
    })
    const newer = await alice.getMessageListHopping({
      conversationID: 'C2Cbob',
      time: sent.time + 5,
      direction: 1,
    })

    expect(older.data.messageList).toEqual([sent])
    expect(older.data).toMatchObject({ isCompleted: true, nextMessageTime: sent.time - 1 })
    expect(newer.data).toMatchObject({ messageList: [], isCompleted: true })
  })
})
