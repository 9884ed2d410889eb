import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  batchSendMsg,
  conversationRemind,
  getC2cUnreadMsgNum,
  messageHistory,
  receiveOptionSet,
  sendMsg,
  sync,
} from '@yanshu/protocol'
import type { RemindType } from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, wordsOf } from '../talk.ts'

const honouring = { SendMsgControl: ['WithMuteNotifications'] }

describe.each(storages)('WithMuteNotifications on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let bob: RawClient
  let cursor: string
  beforeAll(async () => {
    im = await start()
  })
  beforeEach(async () => {
    app = await seedApp(im, 'alice', 'bob', 'carol')
    const client = await im.connect(app, 'bob')
    bob = client
    cursor = client.login.cursor
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const remind = (remindType: RemindType, userId = 'alice', client = bob) =>
    client.call(conversationRemind, { userIds: [userId], remindType })
  const one = (random: number, words: string, more: object = {}) =>
    im.rest(app, sendMsg, { ...fromTo('alice', 'bob', random, words), ...more })
  const batch = (to: readonly string[], random: number, words: string, more: object = {}) =>
    im.rest(app, batchSendMsg, {
      ...fromTo('alice', '', random, words),
      To_Account: to,
      ...more,
    })
  const toBob = (random: number, words: string, more: object = {}) =>
    batch(['bob'], random, words, more)

  /** What Bob was told of so far, and a mark that everything before it has reached him. */
  async function toldLive(): Promise<readonly string[]> {
    await im.rest(app, sendMsg, fromTo('carol', 'bob', 99, 'the mark'))
    const told: string[] = []
    for (;;) {
      const [words = ''] = wordsOf([(await bob.next('message.received')).message])
      if (words === 'the mark') return told
      told.push(words)
    }
  }
  const unread = async () =>
    (await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'bob', Peer_Account: ['alice'] }))[
      'C2CUnreadMsgNumList'
    ]
  const history = async () =>
    (await bob.call(messageHistory, { conversationId: 'C2Calice' })).messages

  describe.each([
    ['sendmsg', one],
    ['batchsendmsg', toBob],
  ] as const)('in %s', (_, send) => {
    test('keeps a message from who discards the sender, at once and after a reconnection', async () => {
      await remind('Discard')

      const answer = await send(1, 'kept back', honouring)

      expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 })
      expect(answer['MsgKey']).toMatch(/^\d+_1_\d{10}$/)
      expect(await toldLive()).toEqual([])
      expect(wordsOf((await bob.call(sync, { cursor })).messages)).toEqual(['the mark'])
      expect(await unread()).toMatchObject([{ Peer_Account: 'alice', C2CUnreadMsgNum: 0 }])
      expect(await history()).toMatchObject([
        { random: 1, key: answer['MsgKey'], control: ['WithMuteNotifications'] },
      ])
    })

    test('that is not asked for, Discard does not hold', async () => {
      await remind('Discard')

      await send(1, 'plain')
      await send(2, 'uncounted', { SendMsgControl: ['NoUnread'] })

      expect(await toldLive()).toEqual(['plain', 'uncounted'])
      expect(wordsOf((await bob.call(sync, { cursor })).messages)).toEqual([
        'plain',
        'uncounted',
        'the mark',
      ])
      expect(await unread()).toMatchObject([{ Peer_Account: 'alice', C2CUnreadMsgNum: 1 }])
    })

    test.each(['AcceptAndNotify', 'AcceptNotNotify'] as const)(
      'delivers and counts where the setting is %s',
      async (remindType) => {
        await remind(remindType)

        await send(1, 'told', honouring)

        expect(await toldLive()).toEqual(['told'])
        expect(await unread()).toMatchObject([{ Peer_Account: 'alice', C2CUnreadMsgNum: 1 }])
      },
    )

    test('follows the setting as it is at the moment', async () => {
      await send(1, 'before', honouring)
      await remind('Discard')
      await send(2, 'kept back', honouring)
      await remind('AcceptAndNotify')
      await send(3, 'after', honouring)

      expect(await toldLive()).toEqual(['before', 'after'])
    })

    test('keeps back what is for those alone who are online', async () => {
      await remind('Discard')

      await send(1, 'kept back', { ...honouring, OnlineOnlyFlag: 1 })
      await send(2, 'plain', { OnlineOnlyFlag: 1 })

      expect(await toldLive()).toEqual(['plain'])
      expect(await history()).toEqual([])
    })
  })

  test('of an administrator who is discarded holds too', async () => {
    await remind('Discard', 'administrator')
    const { From_Account: _, ...body } = fromTo('', 'bob', 1, 'kept back')

    await im.rest(app, sendMsg, { ...body, ...honouring })
    await im.rest(app, sendMsg, {
      ...body,
      MsgRandom: 2,
      MsgBody: fromTo('', '', 2, 'plain').MsgBody,
    })

    expect(await toldLive()).toEqual(['plain'])
  })

  test('goes by each receiver of a batch, the sender included', async () => {
    const alice = await im.connect(app, 'alice')
    const carol = await im.connect(app, 'carol')
    await remind('Discard')
    await remind('Discard', 'alice', alice)
    await remind('Discard', 'bob', carol)

    const answer = await batch(['bob', 'carol', 'alice'], 1, 'to all', honouring)

    expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorList: [] })
    for (const client of [alice, carol]) {
      expect(wordsOf([(await client.next('message.received')).message])).toEqual(['to all'])
    }
    expect(await toldLive()).toEqual([])
  })

  test('leaves do-not-disturb of the whole account, which delivers, as it is', async () => {
    await bob.call(receiveOptionSet, { remindType: 'AcceptNotNotify' })

    await one(1, 'told', honouring)

    expect(await toldLive()).toEqual(['told'])
  })
})
