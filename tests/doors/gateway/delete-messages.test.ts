import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountDelete,
  adminGetRoamMsg,
  conversationList,
  deleteC2cMsgRamble,
  importMsg,
  messageDelete,
  messageErrors,
  messageHistory,
  messageSend,
  sync,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { refusal } from '../refusal.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, toPeer, wordsOf } from '../talk.ts'

const toBob = { conversationId: 'C2Cbob' }
const toAlice = { conversationId: 'C2Calice' }

describe.each(storages)('deleting messages on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function chat() {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')
    const sent = await Promise.all(
      numbers(4).map((n) => alice.call(messageSend, toPeer('bob', n, `m${n}`))),
    )
    const keys = sent.map(({ key }) => key)
    return { app, alice, bob, keys }
  }

  const roam = async (app: Awaited<ReturnType<typeof chat>>['app'], account: string) => {
    const peer = account === 'alice' ? 'bob' : 'alice'
    const { MsgList } = await im.rest(app, adminGetRoamMsg, {
      Operator_Account: account,
      Peer_Account: peer,
      MaxCnt: 50,
      MinTime: 0,
      MaxTime: 4_000_000_000,
    })
    return (MsgList as { MsgRandom: number }[]).map(({ MsgRandom }) => MsgRandom)
  }

  test('takes them out of the own view everywhere, and of no other', async () => {
    const { app, alice, bob } = await chat()

    const answer = await bob.call(messageDelete, { ...toAlice, seqs: [2, 3, 99] })

    expect(answer).toEqual({})
    const mine = await bob.call(messageHistory, toAlice)
    const after = await bob.call(messageHistory, { ...toAlice, afterSeq: 0 })
    const missed = await bob.call(sync, { cursor: bob.login.cursor })
    for (const { messages } of [mine, after, missed])
      expect(wordsOf(messages)).toEqual(['m1', 'm4'])
    const theirs = await alice.call(messageHistory, toBob)
    expect(wordsOf(theirs.messages)).toEqual(['m1', 'm2', 'm3', 'm4'])
    expect(await roam(app, 'bob')).toEqual([1, 4])
    expect(await roam(app, 'alice')).toEqual([1, 2, 3, 4])
  })

  test('of the newest shows the one before it in the list, and at last none', async () => {
    const { bob } = await chat()
    const shown = async () => {
      const { conversations } = await bob.call(conversationList, {})
      return conversations.flatMap(({ lastMessage }) => (lastMessage ? wordsOf([lastMessage]) : []))
    }

    await bob.call(messageDelete, { ...toAlice, seqs: [4, 2] })
    expect(await shown()).toEqual(['m3'])
    await bob.call(messageDelete, { ...toAlice, seqs: [3] })
    expect(await shown()).toEqual(['m1'])
    await bob.call(messageDelete, { ...toAlice, seqs: [1] })
    expect(await shown()).toEqual([])
  })

  test('twice is once, and what comes later is seen', async () => {
    const { alice, bob } = await chat()

    await bob.call(messageDelete, { ...toAlice, seqs: [1, 2, 3, 4] })
    await bob.call(messageDelete, { ...toAlice, seqs: [1, 2] })
    await alice.call(messageSend, toPeer('bob', 5, 'm5'))

    expect(wordsOf((await bob.call(messageHistory, toAlice)).messages)).toEqual(['m5'])
    expect((await bob.call(conversationList, {})).conversations).toMatchObject([
      { lastMessage: { random: 5 } },
    ])
  })

  test('takes 50 and refuses 51', async () => {
    const { bob } = await chat()

    expect(await refusal(bob.call(messageDelete, { ...toAlice, seqs: [...numbers(50)] }))).toBe(
      undefined,
    )
    expect(await refusal(bob.call(messageDelete, { ...toAlice, seqs: [...numbers(51)] }))).toBe(
      6017,
    )
  })

  test('is forgotten with the account', async () => {
    const { app, bob } = await chat()
    await bob.call(messageDelete, { ...toAlice, seqs: [1] })
    const { db } = im.platform.store
    const left = () =>
      db
        .selectFrom('message_deleted')
        .select('seq')
        .where('app_id', '=', app.appId)
        .where('account', '=', 'bob')
        .execute()
    expect(await left()).toEqual([{ seq: 1 }])

    await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'bob' }] })

    while ((await left()).length > 0) await Bun.sleep(5)
    expect(await left()).toEqual([])
  })

  describe('openim/delete_c2c_msg_ramble', () => {
    test('deletes for the operator alone, backfilled ones too', async () => {
      const { app, keys } = await chat()
      const MsgTimeStamp = 1_600_000_000
      const old = { ...fromTo('bob', 'alice', 9), MsgSeq: 9, MsgTimeStamp, SyncFromOldSystem: 2 }
      await im.rest(app, importMsg, old)

      const answer = await im.rest(app, deleteC2cMsgRamble, {
        Operator_Account: 'bob',
        Peer_Account: 'alice',
        MsgKeyList: [keys[0], keys[3], `9_9_${MsgTimeStamp}`, '1_1_1'],
      })

      expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 })
      expect(await roam(app, 'bob')).toEqual([2, 3])
      expect(await roam(app, 'alice')).toEqual([9, 1, 2, 3, 4])
    })

    test('of two who never wrote does nothing', async () => {
      const app = await seedApp(im, 'alice', 'bob')

      const answer = await im.rest(app, deleteC2cMsgRamble, {
        Operator_Account: 'bob',
        Peer_Account: 'alice',
        MsgKeyList: ['1_1_1'],
      })

      expect(answer).toMatchObject({ ErrorCode: 0 })
    })

    test.each([
      [{ Operator_Account: 'nobody' }, messageErrors.badSender],
      [{ Operator_Account: undefined }, messageErrors.badSender],
      [{ Peer_Account: 'nobody' }, messageErrors.badReceiver],
      [{ Peer_Account: 7 }, messageErrors.badReceiver],
      [{ MsgKeyList: [] }, messageErrors.badFormat],
      [{ MsgKeyList: numbers(31).map((n) => `${n}_1_1`) }, messageErrors.badFormat],
      [{ MsgKeyList: ['no key'] }, messageErrors.badMsgKey],
    ])('refuses %j', async (change, row) => {
      const { app, keys } = await chat()

      const answer = await im.rest(app, deleteC2cMsgRamble, {
        Operator_Account: 'bob',
        Peer_Account: 'alice',
        MsgKeyList: keys,
        ...change,
      })

      expect(answer).toMatchObject(failure(row))
      expect(await roam(app, 'bob')).toEqual([1, 2, 3, 4])
    })
  })
})
