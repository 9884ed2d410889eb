import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  adminGetRoamMsg,
  adminSetMsgRead,
  blackListAdd,
  conversationList,
  getC2cUnreadMsgNum,
  messageHistory,
  messageRecall,
  messageSend,
  sendMsg,
  sync,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, text, toPeer, wordsOf } from '../talk.ts'

/** The flag of a message that a blocked sender is shown as sent. */
const HIDDEN_FROM_RECEIVER = 1024

describe.each(storages)('a message hidden from its receiver on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  /** Alice sends `seen 1`, then something that Bob must not get, then `seen 2`. */
  async function talk() {
    const app = await seedApp(im, 'alice', 'bob')
    const cursors = await Promise.all(
      ['alice', 'bob'].map(async (userId) => {
        const client = await im.connect(app, userId)
        client.close()
        return client.login.cursor
      }),
    )
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1, 'seen 1'))
    await hide(app, 2)
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 3, 'seen 2'))
    await hide(app, 4)
    return { app, alice: cursors[0] ?? '', bob: cursors[1] ?? '' }
  }

  async function hide(app: TestApp, random: number) {
    const { db, log } = im.platform.store
    const { id } = await db
      .selectFrom('conversation')
      .select('id')
      .where('app_id', '=', app.appId)
      .executeTakeFirstOrThrow()
    await log.append({
      appId: app.appId,
      conversation: id,
      sender: 'alice',
      clientTime: 1,
      clientSeq: random,
      random,
      flags: HIDDEN_FROM_RECEIVER,
      body: JSON.stringify({ body: text('hidden') }),
    })
  }

  const all = ['seen 1', 'hidden', 'seen 2', 'hidden']
  const shown = ['seen 1', 'seen 2']

  test.each([
    ['alice', 'bob', all],
    ['bob', 'alice', shown],
  ] as const)('the history of %s with %s', async (userId, peer, words) => {
    const { app } = await talk()
    const client = await im.connect(app, userId)
    const conversationId = `C2C${peer}`

    const before = await client.call(messageHistory, { conversationId })
    const after = await client.call(messageHistory, { conversationId, afterSeq: 0 })

    expect(wordsOf(before.messages)).toEqual([...words])
    expect(wordsOf(after.messages)).toEqual([...words])
  })

  test.each([
    ['alice', all],
    ['bob', shown],
  ] as const)('what %s gets by sync', async (userId, words) => {
    const talked = await talk()
    const client = await im.connect(talked.app, userId)

    const { messages } = await client.call(sync, { cursor: talked[userId] })

    expect(wordsOf(messages)).toEqual([...words])
  })

  test.each([
    ['alice', 'bob', [1, 2, 3, 4]],
    ['bob', 'alice', [1, 3]],
  ])('the roaming view of %s with %s', async (Operator_Account, Peer_Account, randoms) => {
    const { app } = await talk()

    const { MsgList } = await im.rest(app, adminGetRoamMsg, {
      Operator_Account,
      Peer_Account,
      MaxCnt: 10,
      MinTime: 0,
      MaxTime: 4_000_000_000,
    })

    const list = MsgList as { MsgRandom: number }[]
    expect(list.map(({ MsgRandom }) => MsgRandom)).toEqual(randoms)
  })

  test('does not count, also after reading a part', async () => {
    const { app } = await talk()
    const unread = async () =>
      (await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'bob' })).AllC2CUnreadMsgNum

    expect(await unread()).toBe(2)
    await im.rest(app, adminSetMsgRead, { Report_Account: 'bob', Peer_Account: 'alice' })
    expect(await unread()).toBe(0)
  })

  test('is not what the list of the receiver shows', async () => {
    const { app } = await talk()
    const bob = await im.connect(app, 'bob')

    const { conversations } = await bob.call(conversationList, {})

    expect(wordsOf(conversations.flatMap(({ lastMessage }) => lastMessage ?? []))).toEqual([
      'seen 2',
    ])
  })

  test('is what a blocked sender is shown as sent, also when it is recalled', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await im.rest(app, blackListAdd, { From_Account: 'bob', To_Account: ['alice'] })
    const alice = await im.connect(app, 'alice')
    const tablet = await im.connect(app, 'alice', { platform: 'iPad' })
    const bob = await im.connect(app, 'bob')

    const { key } = await alice.call(messageSend, toPeer('bob', 1))
    await alice.call(messageRecall, { conversationId: 'C2Cbob', key })
    // Whatever Bob was sent before this has reached him when it does.
    await im.rest(app, sendMsg, fromTo('administrator', 'bob', 2))
    await bob.next('message.received')

    expect((await tablet.next('message.received')).message).toMatchObject({ key })
    expect((await tablet.next('message.recalled')).message).toMatchObject({ key })
    expect(bob.events).toEqual([])
  })
})
