import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  adminGetRoamMsg,
  c2cMsgReadReceipt,
  gatewayErrors,
  messageErrors,
  messageHistory,
  messageReceipt,
  messageReceipts,
  messageSend,
  sync,
  unreadTotal,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers, toPeer } from '../talk.ts'

const toBob = { conversationId: 'C2Cbob' }
const toAlice = { conversationId: 'C2Calice' }

describe.each(storages)('read receipts on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  /** The first two messages ask for a receipt, the third does not. */
  async function chat() {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')
    const asking = { needReadReceipt: true as const }
    const first = await alice.call(messageSend, { ...toPeer('bob', 1), ...asking })
    const second = await alice.call(messageSend, { ...toPeer('bob', 2), ...asking })
    const third = await alice.call(messageSend, toPeer('bob', 3))
    return { app, alice, bob, keys: [first.key, second.key, third.key] }
  }

  const time = expect.any(Number) as unknown as number

  test('reach the sender for what asked, once, and leave the unread alone', async () => {
    const { alice, bob } = await chat()

    await bob.call(messageReceipt, { ...toAlice, seqs: [1, 3] })
    await bob.call(messageReceipt, { ...toAlice, seqs: [1, 2] })

    const first = await alice.next('message.receipt')
    const second = await alice.next('message.receipt')
    expect(first).toMatchObject({
      by: 'bob',
      time,
      messages: [{ seq: 1, from: 'alice', to: 'bob' }],
    })
    expect(second.messages).toMatchObject([{ seq: 2 }])
    expect(await bob.call(unreadTotal, {})).toEqual({ total: 3 })
    expect(bob.events.filter(({ event }) => event === 'message.receipt')).toEqual([])
  })

  test('are told with the message, in history and to a device that was away', async () => {
    const { app, alice, bob } = await chat()
    await bob.call(messageReceipt, { ...toAlice, seqs: [1] })
    const tablet = await im.connect(app, 'alice', { platform: 'iPad' })

    const { messages } = await alice.call(messageHistory, toBob)
    const { changed } = await tablet.call(sync, { cursor: alice.login.cursor })
    const list = await alice.call(messageReceipts, { ...toBob, seqs: [1, 2, 3] })

    expect(messages.map(({ receiptTime }) => receiptTime)).toEqual([time, undefined, undefined])
    expect(changed).toMatchObject([{ seq: 1, receiptTime: time }])
    expect(list.receipts).toEqual([{ seq: 1, time }, { seq: 2 }])
  })

  test('cannot be sent for own messages, nor by a third', async () => {
    const { app, alice, bob } = await chat()
    const carol = await im.connect(app, 'carol')

    await alice.call(messageReceipt, { ...toBob, seqs: [1] })
    await carol.call(messageReceipt, { ...toAlice, seqs: [1] })

    const { receipts } = await alice.call(messageReceipts, { ...toBob, seqs: [1] })
    expect(receipts).toEqual([{ seq: 1 }])
    expect((await bob.call(messageReceipts, { ...toAlice, seqs: [1] })).receipts).toEqual([])
  })

  test('are of the plans that have them', async () => {
    const { app, alice, bob, keys } = await chat()
    const rest = () =>
      im.rest(app, c2cMsgReadReceipt, {
        Operator_Account: 'bob',
        Peer_Account: 'alice',
        C2CMsgInfo: [{ From_Account: 'alice', To_Account: 'bob', MsgKey: keys[0] }],
      })
    await putOnPlan(im, app, 'standard')

    const notInPlan = gatewayErrors.notInPlan.code
    expect(await refusal(bob.call(messageReceipt, { ...toAlice, seqs: [1] }))).toBe(notInPlan)
    expect(await refusal(alice.call(messageReceipts, { ...toBob, seqs: [1] }))).toBe(notInPlan)
    expect(await rest()).toMatchObject(failure(gatewayErrors.notInPlan))

    await putOnPlan(im, app, 'premium')
    expect(await rest()).toMatchObject({ ErrorCode: 0 })
    expect(await refusal(bob.call(messageReceipt, { ...toAlice, seqs: [1] }))).toBe(undefined)
  })

  test('are asked for and sent for 30 messages at most', async () => {
    const { alice, bob } = await chat()
    const seqs = [...numbers(31)]

    expect(await refusal(bob.call(messageReceipt, { ...toAlice, seqs }))).toBe(6017)
    expect(await refusal(alice.call(messageReceipts, { ...toBob, seqs }))).toBe(6017)
  })

  describe('openim/c2c_msg_read_receipt', () => {
    const roam = (app: Awaited<ReturnType<typeof chat>>['app']) =>
      im.rest(app, adminGetRoamMsg, {
        Operator_Account: 'alice',
        Peer_Account: 'bob',
        MaxCnt: 9,
        MinTime: 0,
        MaxTime: 4_000_000_000,
      })

    test('confirms for the operator', async () => {
      const { app, alice, keys } = await chat()

      const answer = await im.rest(app, c2cMsgReadReceipt, {
        Operator_Account: 'bob',
        Peer_Account: 'alice',
        C2CMsgInfo: keys.map((MsgKey) => ({ From_Account: 'alice', To_Account: 'bob', MsgKey })),
      })

      expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 })
      expect((await alice.next('message.receipt')).messages).toMatchObject([{ seq: 1 }, { seq: 2 }])
      expect((await roam(app)).MsgList).toMatchObject([
        { IsNeedReadReceipt: 1, IsPeerRead: 1 },
        { IsNeedReadReceipt: 1, IsPeerRead: 1 },
        { IsNeedReadReceipt: 0, IsPeerRead: 0 },
      ])
    })

    const info = { From_Account: 'alice', To_Account: 'bob' }
    test.each([
      [{ Operator_Account: 'nobody' }, messageErrors.badAccount],
      [{ Operator_Account: undefined }, messageErrors.badAccount],
      [{ Peer_Account: 'nobody' }, messageErrors.badAccount],
      [{ C2CMsgInfo: [] }, messageErrors.malformed],
      [{ C2CMsgInfo: [{ ...info, MsgKey: '1_1_1' }] }, messageErrors.malformed],
      [{ C2CMsgInfo: [{ ...info, MsgKey: 'no key' }] }, messageErrors.badMsgKey],
      [
        { C2CMsgInfo: [{ ...info, From_Account: 'bob', MsgKey: '1_1_1' }] },
        messageErrors.malformed,
      ],
      [
        { C2CMsgInfo: numbers(31).map((n) => ({ ...info, MsgKey: `${n}_1_1` })) },
        messageErrors.malformed,
      ],
    ])('refuses %j', async (change, row) => {
      const { app, keys } = await chat()

      const answer = await im.rest(app, c2cMsgReadReceipt, {
        Operator_Account: 'bob',
        Peer_Account: 'alice',
        C2CMsgInfo: [{ ...info, MsgKey: keys[0] }],
        ...change,
      })

      expect(answer).toMatchObject(failure(row))
      expect((await roam(app)).MsgList).toMatchObject([
        { IsPeerRead: 0 },
        { IsPeerRead: 0 },
        { IsPeerRead: 0 },
      ])
    })
  })
})
