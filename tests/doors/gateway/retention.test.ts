import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Command } from '@yanshu/protocol'
import {
  adminGetRoamMsg,
  adminMsgWithdraw,
  conversationGet,
  conversationList,
  getC2cUnreadMsgNum,
  messageErrors,
  messageHistory,
  messageModify,
  messageRecall,
  messageSend,
  modifyC2cMsg,
  sendMsg,
  sync,
  unreadTotal,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, DAY, MINUTE } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, text, toPeer, wordsOf } from '../talk.ts'

const toBob = { conversationId: 'C2Cbob' }
const toAlice = { conversationId: 'C2Calice' }

describe.each(storages)('messages older than an app keeps them on $name', ({ start }) => {
  let clock: MovingClock
  let im: TestServer
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const call = (app: TestApp, command: Command, body: object) =>
    im.rest(app, command, body, { usersig: im.userSig(app, 'administrator', clock.seconds()) })
  const connect = (app: TestApp, userId: string) =>
    im.connect(app, userId, { userSig: im.userSig(app, userId, clock.seconds()) })
  const say = async (app: TestApp, from: string, to: string, random: number) => {
    const answer = await call(app, sendMsg, fromTo(from, to, random))
    return String(answer.MsgKey)
  }
  const history = async (app: TestApp, userId: string, conversationId: string) => {
    const client = await connect(app, userId)
    return client.call(messageHistory, { conversationId, limit: 50 })
  }
  /** An app that keeps messages for a week, with two friends. */
  const weekly = async (...more: readonly string[]) => {
    const app = await seedApp(im, 'alice', 'bob', ...more)
    await setConf(im, app, { HistoryDays: 7 })
    return app
  }
  /** Rows of an app in a table. */
  const rowsOf = async (table: 'message' | 'message_state' | 'message_recall', app: TestApp) => {
    const { db } = im.platform.store
    const rows = await db.selectFrom(table).select('seq').where('app_id', '=', app.appId).execute()
    return rows.length
  }
  /** Lets the job remove what there is to remove. */
  const removal = async () => {
    clock.pass(MINUTE)
    await im.platform.jobs.runDue()
    clock.pass(MINUTE)
    await im.platform.jobs.runDue()
  }

  test('are read by nobody from that moment on', async () => {
    const app = await weekly()
    const visit = await connect(app, 'bob')
    await say(app, 'alice', 'bob', 1)
    clock.pass(6 * DAY)
    await say(app, 'alice', 'bob', 2)
    clock.pass(DAY + MINUTE)

    const bob = await connect(app, 'bob')
    const roaming = await call(app, adminGetRoamMsg, {
      Operator_Account: 'bob',
      Peer_Account: 'alice',
      MaxCnt: 20,
      MinTime: 0,
      MaxTime: clock.seconds(),
    })
    const page = await bob.call(messageHistory, { ...toAlice, limit: 20 })
    const after = await bob.call(messageHistory, { ...toAlice, afterSeq: 0, limit: 20 })
    const missed = await bob.call(sync, { cursor: visit.login.cursor, limit: 100 })

    expect(roaming).toMatchObject({ MsgCnt: 1, MsgList: [{ MsgRandom: 2 }] })
    expect(page).toMatchObject({ complete: true })
    for (const messages of [page.messages, after.messages, missed.messages]) {
      expect(wordsOf(messages)).toEqual(['message 2'])
    }
  })

  test('are there where an app keeps them for ever', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await say(app, 'alice', 'bob', 1)
    clock.pass(1000 * DAY)
    await removal()

    expect(wordsOf((await history(app, 'bob', 'C2Calice')).messages)).toEqual(['message 1'])
  })

  test.each([
    ['developer', 7],
    ['standard', 7],
    ['premium', 30],
  ])('are those of %d days by default on the plan %s', async (plan, days) => {
    const app = await seedApp(im, 'alice', 'bob')
    await putOnPlan(im, app, plan)
    await say(app, 'alice', 'bob', 1)
    clock.pass(days * DAY - MINUTE)
    const before = (await history(app, 'bob', 'C2Calice')).messages.length
    clock.pass(2 * MINUTE)
    const after = (await history(app, 'bob', 'C2Calice')).messages.length

    expect([before, after]).toEqual([1, 0])
  })

  test('take their conversation with them, and come back with the next message', async () => {
    const app = await weekly('carol')
    await say(app, 'alice', 'bob', 1)
    clock.pass(4 * DAY)
    await say(app, 'carol', 'bob', 2)
    clock.pass(4 * DAY)
    const list = async () => {
      const client = await connect(app, 'bob')
      const { conversations, totalUnread } = await client.call(conversationList, { limit: 20 })
      return { ids: conversations.map((one) => one.conversationId), totalUnread }
    }
    const bob = await connect(app, 'bob')
    const [one] = (await bob.call(conversationGet, { conversationIds: ['C2Calice'] })).conversations

    const atOnce = await list()
    await removal()
    const later = await list()
    await say(app, 'alice', 'bob', 3)
    const again = await list()

    expect(one).toMatchObject({ unread: 0 })
    expect(one).not.toHaveProperty('lastMessage')
    expect(atOnce).toEqual({ ids: ['C2Ccarol'], totalUnread: 1 })
    expect(later).toEqual(atOnce)
    expect(again).toEqual({ ids: ['C2Calice', 'C2Ccarol'], totalUnread: 2 })
  })

  test('no longer count as unread when they are removed', async () => {
    const app = await weekly()
    for (const random of numbers(5)) await say(app, 'alice', 'bob', random)
    clock.pass(4 * DAY)
    for (const random of numbers(3)) await say(app, 'alice', 'bob', 10 + random)
    clock.pass(4 * DAY)
    await removal()

    const unread = await call(app, getC2cUnreadMsgNum, {
      To_Account: 'bob',
      Peer_Account: ['alice'],
    })
    const bob = await connect(app, 'bob')

    expect(unread).toMatchObject({ C2CUnreadMsgNumList: [{ C2CUnreadMsgNum: 3 }] })
    expect(await bob.call(unreadTotal, {})).toEqual({ total: 3 })
  })

  test('leave newer ones unread that do not lift their conversation', async () => {
    const app = await weekly()
    await say(app, 'alice', 'bob', 1)
    clock.pass(4 * DAY)
    const quiet = { ...fromTo('alice', 'bob', 2), SendMsgControl: ['NoLastMsg'] }
    await call(app, sendMsg, quiet)
    clock.pass(4 * DAY)
    await removal()
    await say(app, 'alice', 'bob', 3)

    const bob = await connect(app, 'bob')
    const { messages } = await bob.call(messageHistory, { ...toAlice, limit: 20 })

    expect(wordsOf(messages)).toEqual(['message 2', 'message 3'])
    expect(await bob.call(unreadTotal, {})).toEqual({ total: 2 })
    clock.pass(8 * DAY)
    await removal()
    const again = await connect(app, 'bob')
    expect(await again.call(unreadTotal, {})).toEqual({ total: 0 })
  })

  test('leave nothing behind, and those of other apps stay', async () => {
    const app = await weekly()
    const other = await seedApp(im, 'alice', 'bob')
    for (const random of numbers(300)) await say(app, 'alice', 'bob', random)
    await say(other, 'alice', 'bob', 1)
    const key = await say(app, 'alice', 'bob', 1000)
    await call(app, adminMsgWithdraw, { From_Account: 'alice', To_Account: 'bob', MsgKey: key })
    await say(other, 'alice', 'bob', 2)
    clock.pass(8 * DAY)
    await say(app, 'bob', 'alice', 2000)
    await removal()

    expect(await rowsOf('message', app)).toBe(1)
    expect(await rowsOf('message_state', app)).toBe(0)
    expect(await rowsOf('message_recall', app)).toBe(0)
    expect(await rowsOf('message', other)).toBe(2)
  })

  test('cannot be recalled or modified', async () => {
    const app = await weekly()
    const key = await say(app, 'alice', 'bob', 1)
    clock.pass(8 * DAY)
    const check = async () => {
      const alice = await connect(app, 'alice')
      const side = { From_Account: 'alice', To_Account: 'bob', MsgKey: key }
      expect(await call(app, adminMsgWithdraw, side)).toMatchObject(
        failure(messageErrors.recallUnknown),
      )
      const change = { ...side, MsgBody: text('new') }
      expect(await call(app, modifyC2cMsg, change)).toMatchObject({ ActionStatus: 'FAIL' })
      expect(await refusal(alice.call(messageRecall, { ...toBob, key }))).toBe(
        messageErrors.recallUnknown.code,
      )
      const body = text('new')
      expect(
        await refusal(alice.call(messageModify, { ...toBob, seq: 1, version: 0, body })),
      ).toBeNumber()
    }

    await check()
    await removal()
    await check()
  })

  test('are the end of older pages, removed or not', async () => {
    const app = await weekly()
    for (const random of numbers(3)) await say(app, 'alice', 'bob', random)
    clock.pass(8 * DAY)
    await say(app, 'alice', 'bob', 4)
    const older = async (beforeSeq: number) => {
      const bob = await connect(app, 'bob')
      const { messages } = await bob.call(messageHistory, { ...toAlice, beforeSeq, limit: 20 })
      return wordsOf(messages)
    }

    const pages = [await older(3), await older(4), await older(5)]
    await removal()

    expect(pages).toEqual([[], [], ['message 4']])
    expect([await older(3), await older(4), await older(5)]).toEqual(pages)
  })

  test('are no reason to count seqs anew', async () => {
    const app = await weekly()
    for (const random of numbers(3)) await say(app, 'alice', 'bob', random)
    clock.pass(8 * DAY)
    await removal()
    const alice = await connect(app, 'alice')

    expect(await rowsOf('message', app)).toBe(0)
    expect((await alice.call(messageSend, toPeer('bob', 9))).seq).toBe(4)
    expect(wordsOf((await history(app, 'bob', 'C2Calice')).messages)).toEqual(['message 9'])
  })

  test('are removed too where an app keeps them for a shorter time than before', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const longer = await weekly()
    await say(app, 'alice', 'bob', 1)
    await say(longer, 'alice', 'bob', 1)
    // The setting changes once a calendar month.
    clock.pass(32 * DAY)
    await removal()
    await say(app, 'alice', 'bob', 2)
    await say(longer, 'alice', 'bob', 2)
    const before = await rowsOf('message', app)
    await setConf(im, app, { HistoryDays: 7 })
    await setConf(im, longer, { HistoryDays: 30 })
    clock.pass(8 * DAY)
    await removal()

    expect(before).toBe(2)
    expect(await rowsOf('message', app)).toBe(0)
    expect(await rowsOf('message', longer)).toBe(1)
  })
})
