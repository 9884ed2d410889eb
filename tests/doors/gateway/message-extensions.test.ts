import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  adminMsgWithdraw,
  gatewayErrors,
  getKeyValues,
  messageExtensionErrors as errors,
  messageExtensions,
  messageExtensionsSet,
  messageHistory,
  messageSend,
  sendMsg,
  setKeyValues,
  sync,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { MINUTE, createMovingClock } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, toPeer } from '../talk.ts'

const toBob = { conversationId: 'C2Cbob', seq: 1 }
const toAlice = { conversationId: 'C2Calice', seq: 1 }
const one = (key: string, value: string, seq = 0) => ({ key, value, seq })
const item = (Key: string, Value: string) => ({ Key, Value })

describe.each(storages)('message extensions on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function chat() {
    const app = await seedApp(im, 'alice', 'bob')
    await setConf(im, app, { MessageExtension: true })
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')
    const sent = await alice.call(messageSend, { ...toPeer('bob', 1), supportExtension: true })
    return { app, alice, bob, MsgKey: sent.key }
  }

  describe('at the gateway', () => {
    test('are set by either side and told to the other sessions', async () => {
      const { alice, bob } = await chat()

      const set = await bob.call(messageExtensionsSet, {
        ...toAlice,
        operate: 'set',
        extensions: [one('a', '1'), one('b', '2')],
      })

      const changed = [one('a', '1', 1), one('b', '2', 2)]
      expect(set.extensions).toEqual(changed.map((each) => ({ code: 0, ...each })))
      expect(await alice.next('message.extensions')).toMatchObject({
        message: { seq: 1, from: 'alice', to: 'bob' },
        changed,
        deleted: [],
      })
      expect(await alice.call(messageExtensions, toBob)).toEqual({
        extensions: changed,
        complete: true,
        latestSeq: 2,
        clearSeq: 0,
      })
      expect(bob.events.filter(({ event }) => event === 'message.extensions')).toEqual([])
    })

    test('of a key that somebody else changed answers 23001 with the newest', async () => {
      const { alice, bob } = await chat()
      const set = { operate: 'set' as const, extensions: [one('a', 'first')] }
      await bob.call(messageExtensionsSet, { ...toAlice, ...set })

      const late = await alice.call(messageExtensionsSet, {
        ...toBob,
        operate: 'set',
        extensions: [one('a', 'late'), one('b', 'new')],
      })
      const next = await alice.call(messageExtensionsSet, {
        ...toBob,
        operate: 'set',
        extensions: [one('a', 'second', 1)],
      })

      expect(late.extensions).toEqual([
        { code: errors.conflict.code, ...one('a', 'first', 1) },
        { code: 0, ...one('b', 'new', 2) },
      ])
      expect(next.extensions).toEqual([{ code: 0, ...one('a', 'second', 3) }])
    })

    test('are deleted one by one and all at once', async () => {
      const { alice, bob } = await chat()
      await bob.call(messageExtensionsSet, {
        ...toAlice,
        operate: 'set',
        extensions: [one('a', '1'), one('b', '2'), one('c', '3')],
      })
      await alice.next('message.extensions')

      const deleted = await bob.call(messageExtensionsSet, {
        ...toAlice,
        operate: 'delete',
        extensions: [
          { key: 'a', seq: 1 },
          { key: 'x', seq: 0 },
        ],
      })
      const told = await alice.next('message.extensions')
      await bob.call(messageExtensionsSet, { ...toAlice, operate: 'clear' })
      const cleared = await alice.next('message.extensions')

      expect(deleted.extensions.map(({ code }) => code)).toEqual([0, errors.notFound.code])
      expect(told).toMatchObject({ changed: [], deleted: ['a'] })
      expect([...cleared.deleted].toSorted()).toEqual(['b', 'c'])
      expect(await alice.call(messageExtensions, toBob)).toEqual({
        extensions: [],
        complete: true,
        latestSeq: 5,
        clearSeq: 5,
      })
    })

    test('mark their message in history and for a device that was away', async () => {
      const { alice, bob } = await chat()
      const set = { operate: 'set' as const, extensions: [one('a', '1')] }

      await bob.call(messageExtensionsSet, { ...toAlice, ...set })

      const { messages } = await alice.call(messageHistory, { conversationId: 'C2Cbob' })
      expect(messages).toMatchObject([{ extensionSeq: 1 }])
      const { changed } = await alice.call(sync, { cursor: alice.login.cursor })
      expect(changed).toMatchObject([{ seq: 1, extensionSeq: 1 }])
    })

    test('are refused where the message, the plan or the app does not have them', async () => {
      const { app, alice, bob } = await chat()
      await alice.call(messageSend, toPeer('bob', 2))
      const read = (seq: number) => bob.call(messageExtensions, { ...toAlice, seq })
      const set = (seq: number) =>
        bob.call(messageExtensionsSet, {
          ...toAlice,
          seq,
          operate: 'set',
          extensions: [one('a', '1')],
        })
      const empty = bob.call(messageExtensionsSet, { ...toAlice, operate: 'set' })
      expect(await refusal(empty)).toBe(6017)

      for (const ask of [read, set]) {
        expect(await refusal(ask(9))).toBe(errors.notFound.code)
        expect(await refusal(ask(2))).toBe(errors.notExtensible.code)
      }
      await setConf(im, app, { MessageExtension: false })
      for (const ask of [read, set]) {
        expect(await refusal(ask(1))).toBe(gatewayErrors.switchedOff.code)
      }
      await setConf(im, app, { MessageExtension: true })
      await putOnPlan(im, app, 'standard')
      for (const ask of [read, set]) {
        expect(await refusal(ask(1))).toBe(gatewayErrors.notInPlan.code)
      }
      await putOnPlan(im, app, 'premium')
      for (const ask of [read, set]) expect(await refusal(ask(1))).toBe(undefined)
    })

    test('change 200 times in a minute and no oftener', async () => {
      const { bob } = await chat()
      const clear = () => bob.call(messageExtensionsSet, { ...toAlice, operate: 'clear' })
      clock.pass(MINUTE)
      for (const _ of numbers(200)) await clear()

      expect(await refusal(clear())).toBe(errors.tooOften.code)
      clock.pass(MINUTE)
      expect(await refusal(clear())).toBe(undefined)
    })
  })

  describe('at the REST API', () => {
    const set = (app: TestApp, MsgKey: string, body: object) =>
      im.rest(app, setKeyValues, { From_Account: 'alice', To_Account: 'bob', MsgKey, ...body })
    const get = (app: TestApp, MsgKey: string, body: object = {}) =>
      im.rest(app, getKeyValues, { From_Account: 'alice', To_Account: 'bob', MsgKey, ...body })

    test('are set, read, deleted and cleared without a look at the seq', async () => {
      const { app, MsgKey } = await chat()

      const first = await set(app, MsgKey, {
        OperateType: 1,
        ExtensionList: [item('a', '1'), { ...item('b', '2'), Seq: 99 }],
      })
      const second = await set(app, MsgKey, { OperateType: 1, ExtensionList: [item('a', '3')] })
      const read = await get(app, MsgKey)
      const later = await get(app, MsgKey, { StartSeq: 3 })
      const deleted = await set(app, MsgKey, {
        OperateType: 2,
        ExtensionList: [{ Key: 'a' }, { Key: 'x' }],
      })
      const cleared = await set(app, MsgKey, { OperateType: 3 })

      expect(first).toMatchObject({
        ActionStatus: 'OK',
        ErrorCode: 0,
        ExtensionList: [
          { ErrorCode: 0, Extension: { Key: 'a', Value: '1', Seq: 1 } },
          { ErrorCode: 0, Extension: { Key: 'b', Value: '2', Seq: 2 } },
        ],
      })
      expect(second.ExtensionList).toMatchObject([{ Extension: { Key: 'a', Value: '3', Seq: 3 } }])
      expect(read).toMatchObject({
        ExtensionList: [
          { Key: 'b', Value: '2', Seq: 2 },
          { Key: 'a', Value: '3', Seq: 3 },
        ],
        CompleteFlag: 1,
        LatestSeq: 3,
        ClearSeq: 0,
      })
      expect(later.ExtensionList).toMatchObject([{ Key: 'a' }])
      expect(deleted.ExtensionList).toMatchObject([
        { ErrorCode: 0 },
        { ErrorCode: errors.notFound.code },
      ])
      expect(cleared.ExtensionList).toEqual([])
      expect(await get(app, MsgKey)).toMatchObject({ ExtensionList: [], LatestSeq: 5, ClearSeq: 5 })
    })

    test('are those of the calling administrator where From_Account is absent', async () => {
      const { app } = await chat()
      const sent = await im.rest(app, sendMsg, {
        ...fromTo('administrator', 'bob', 5),
        SupportMessageExtension: 1,
      })
      const named = { To_Account: 'bob', MsgKey: sent.MsgKey }
      const list = { OperateType: 1, ExtensionList: [item('a', '1')] }

      expect(await im.rest(app, setKeyValues, { ...named, ...list })).toMatchObject({
        ErrorCode: 0,
      })
      expect(await im.rest(app, getKeyValues, named)).toMatchObject({ LatestSeq: 1 })
    })

    test('hold 300 keys, read 200 at a time', async () => {
      const { app, MsgKey } = await chat()
      for (const page of numbers(15)) {
        const ExtensionList = numbers(20).map((n) => item(`k${page}-${n}`, 'v'))
        await set(app, MsgKey, { OperateType: 1, ExtensionList })
      }

      const over = await set(app, MsgKey, { OperateType: 1, ExtensionList: [item('x', 'v')] })
      const again = await set(app, MsgKey, { OperateType: 1, ExtensionList: [item('k1-1', 'w')] })
      const first = await get(app, MsgKey)
      const second = await get(app, MsgKey, { StartSeq: 202 })

      expect(over.ExtensionList).toMatchObject([{ ErrorCode: errors.badParameter.code }])
      expect(again.ExtensionList).toMatchObject([{ ErrorCode: 0 }])
      expect(first).toMatchObject({ CompleteFlag: 0, LatestSeq: 301 })
      expect(first.ExtensionList).toHaveLength(200)
      expect(second.CompleteFlag).toBe(1)
      expect(second.ExtensionList).toHaveLength(100)
    })

    test.each([
      [{ MsgKey: 'no key' }, errors.badParameter],
      [{ MsgKey: '1_1_1' }, errors.notFound],
      [{ From_Account: 'nobody' }, errors.notFound],
      [{ To_Account: undefined }, errors.badParameter],
      [{ OperateType: 4 }, errors.badParameter],
      [{ ExtensionList: undefined }, errors.badParameter],
      [{ ExtensionList: [] }, errors.badParameter],
      [{ ExtensionList: [item('', 'v')] }, errors.badParameter],
      [{ ExtensionList: [item('x'.repeat(101), 'v')] }, errors.badParameter],
      [{ ExtensionList: [item('k', 'x'.repeat(1001))] }, errors.badParameter],
      [{ ExtensionList: [item('k\0', 'v')] }, errors.badParameter],
      [{ ExtensionList: numbers(21).map((n) => item(`k${n}`, 'v')) }, errors.badParameter],
    ])('are refused for %j', async (change, row) => {
      const { app, MsgKey } = await chat()

      const answer = await set(app, MsgKey, {
        OperateType: 1,
        ExtensionList: [item('k', 'v')],
        ...change,
      })

      expect(answer).toMatchObject(failure(row))
    })

    test('cannot be read where there are none to read', async () => {
      const { app, alice, MsgKey } = await chat()
      const plain = await alice.call(messageSend, toPeer('bob', 2))

      expect(await get(app, 'no key')).toMatchObject(failure(errors.badParameter))
      expect(await get(app, '1_1_1')).toMatchObject(failure(errors.notFound))
      expect(await get(app, plain.key)).toMatchObject(failure(errors.notExtensible))
      const set1 = { OperateType: 1, ExtensionList: [item('k', 'v')] }
      expect(await set(app, plain.key, set1)).toMatchObject(failure(errors.notExtensible))
      const named = { From_Account: 'alice', To_Account: 'bob', MsgKey }
      await im.rest(app, adminMsgWithdraw, named)
      expect(await get(app, MsgKey)).toMatchObject(failure(errors.notFound))
    })

    test('are of the plans and apps that have them, and change 200 times a minute', async () => {
      const { app, MsgKey } = await chat()
      const list = { OperateType: 1, ExtensionList: [item('k', 'v')] }
      await setConf(im, app, { MessageExtension: false })
      expect(await set(app, MsgKey, list)).toMatchObject(failure(errors.notInPlan))
      expect(await get(app, MsgKey)).toMatchObject(failure(errors.notInPlan))
      await setConf(im, app, { MessageExtension: true })
      await putOnPlan(im, app, 'standard')
      expect(await set(app, MsgKey, list)).toMatchObject(failure(errors.notInPlan))
      expect(await get(app, MsgKey)).toMatchObject(failure(errors.notInPlan))
      await putOnPlan(im, app, 'private')

      clock.pass(MINUTE)
      for (const _ of numbers(200)) await set(app, MsgKey, { OperateType: 3 })
      expect(await set(app, MsgKey, list)).toMatchObject(failure(errors.tooOften))
    })
  })
})
