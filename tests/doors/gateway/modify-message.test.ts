import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  adminGetRoamMsg,
  conversationList,
  messageErrors,
  messageHistory,
  messageModify,
  messageRecall,
  messageSend,
  modifyC2cMsg,
  sendMsg,
  sync,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { refusal } from '../refusal.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, text, toPeer, wordsOf } from '../talk.ts'

const toBob = { conversationId: 'C2Cbob' }
const toAlice = { conversationId: 'C2Calice' }
const sound = {
  MsgType: 'TIMSoundElem' as const,
  MsgContent: { Url: 'https://im.example/a', UUID: 'i', Download_Flag: 2 as const },
}

describe.each(storages)('modifying messages on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function chat() {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')
    const { cursor } = bob.login
    const { seq, key } = await alice.call(messageSend, toPeer('bob', 1, 'first'))
    await bob.next('message.received')
    return { app, alice, bob, cursor, seq, key }
  }

  test('by a side is told to the other sessions and shows everywhere', async () => {
    const { app, alice, bob, cursor, seq } = await chat()
    const phone = await im.connect(app, 'alice', { platform: 'iPhone' })

    const { message, conflict } = await alice.call(messageModify, {
      ...toBob,
      seq,
      version: 0,
      body: text('second'),
      cloudCustomData: 'more',
    })

    const expected = { seq, version: 1, body: text('second'), cloudCustomData: 'more' }
    expect({ message, conflict }).toMatchObject({ message: expected, conflict: false })
    for (const client of [bob, phone]) {
      expect((await client.next('message.modified')).message).toEqual(message)
    }
    const { messages } = await bob.call(messageHistory, toAlice)
    expect(messages).toMatchObject([expected])
    const { conversations } = await bob.call(conversationList, {})
    expect(conversations).toMatchObject([{ lastMessage: expected }])
    const missed = await bob.call(sync, { cursor })
    expect(missed).toMatchObject({ messages: [expected], changed: [expected], recalled: [] })
    expect(alice.events).toEqual([])
  })

  test('by both sides in turn leaves what nobody changed', async () => {
    const { alice, bob, seq } = await chat()

    await bob.call(messageModify, { ...toAlice, seq, version: 0, cloudCustomData: 'replies' })
    const { message } = await alice.call(messageModify, {
      ...toBob,
      seq,
      version: 1,
      body: text('second'),
    })

    expect(message).toMatchObject({ version: 2, body: text('second'), cloudCustomData: 'replies' })
  })

  test('of what somebody else changed answers the newest and changes nothing', async () => {
    const { alice, bob, seq } = await chat()
    await bob.call(messageModify, { ...toAlice, seq, version: 0, cloudCustomData: 'first' })

    const late = await alice.call(messageModify, {
      ...toBob,
      seq,
      version: 0,
      cloudCustomData: 'late',
    })

    expect(late).toMatchObject({
      conflict: true,
      message: { version: 1, cloudCustomData: 'first' },
    })
  })

  test('one message at once by many lets one through', async () => {
    const { alice, bob, seq } = await chat()
    const change = { seq, version: 0, cloudCustomData: 'x' }

    const answers = await Promise.all([
      ...[1, 2, 3].map(() => alice.call(messageModify, { ...toBob, ...change })),
      ...[1, 2, 3].map(() => bob.call(messageModify, { ...toAlice, ...change })),
    ])

    expect(answers.filter(({ conflict }) => !conflict)).toHaveLength(1)
  })

  test('is refused for what is not there, not allowed or too long', async () => {
    const { app, alice, bob, seq, key } = await chat()
    const carol = await im.connect(app, 'carol')
    const spoken = await alice.call(messageSend, { ...toPeer('bob', 2), body: [sound] })
    const change = { seq, version: 0, body: text('x') }
    const modify = (more: object) => alice.call(messageModify, { ...toBob, ...change, ...more })

    expect(await refusal(modify({ seq: 99 }))).toBe(messageErrors.modifyUnknown.code)
    expect(await refusal(carol.call(messageModify, { ...toAlice, ...change }))).toBe(
      messageErrors.modifyUnknown.code,
    )
    expect(await refusal(modify({ seq: spoken.seq }))).toBe(6017)
    expect(await refusal(modify({ body: [sound] }))).toBe(6017)
    expect(await refusal(modify({ body: undefined }))).toBe(6017)
    expect(await refusal(modify({ body: text('x'.repeat(12_400)) }))).toBe(
      messageErrors.tooLong.code,
    )
    expect(await refusal(modify({ cloudCustomData: 'x'.repeat(12_289) }))).toBe(6017)
    await alice.call(messageRecall, { ...toBob, key })
    expect(await refusal(modify({}))).toBe(messageErrors.modifyUnknown.code)
    expect((await bob.call(messageHistory, toAlice)).messages[0]).not.toHaveProperty('version')
  })

  test('lets anything have other custom data', async () => {
    const { alice } = await chat()
    const { seq } = await alice.call(messageSend, { ...toPeer('bob', 2), body: [sound] })

    const { message } = await alice.call(messageModify, {
      ...toBob,
      seq,
      version: 0,
      cloudCustomData: 'x',
    })

    expect(message).toMatchObject({ body: [sound], cloudCustomData: 'x' })
  })

  describe('openim/modify_c2c_msg', () => {
    test('overwrites what is given and tells both sides', async () => {
      const { app, alice, bob } = await chat()
      const { MsgKey } = await im.rest(app, sendMsg, {
        ...fromTo('alice', 'bob', 7, 'first'),
        CloudCustomData: 'kept',
      })
      const named = { From_Account: 'alice', To_Account: 'bob', MsgKey }

      const answer = await im.rest(app, modifyC2cMsg, { ...named, MsgBody: text('second') })
      await im.rest(app, modifyC2cMsg, { ...named, CloudCustomData: 'new' })

      expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 })
      for (const client of [alice, bob]) {
        const first = await client.next('message.modified')
        expect(first.message).toMatchObject({ body: text('second'), cloudCustomData: 'kept' })
        expect((await client.next('message.modified')).message.cloudCustomData).toBe('new')
      }
      const roamed = await im.rest(app, adminGetRoamMsg, {
        Operator_Account: 'bob',
        Peer_Account: 'alice',
        MaxCnt: 1,
        MinTime: 0,
        MaxTime: 4_000_000_000,
      })
      expect(roamed.MsgList).toMatchObject([
        { MsgVersion: 2, MsgBody: text('second'), CloudCustomData: 'new' },
      ])
    })

    test.each([
      [{ From_Account: 'nobody' }, messageErrors.badAccount],
      [{ From_Account: 7 }, messageErrors.badAccount],
      [{ To_Account: 'nobody' }, messageErrors.unknownReceiver],
      [{ To_Account: undefined }, messageErrors.badReceiver],
      [{ MsgKey: '1_2_3' }, messageErrors.modifyUnknown],
      [{ MsgKey: 'no key' }, messageErrors.badMsgKey],
      [{ MsgKey: 'x'.repeat(51) }, messageErrors.badMsgKey],
      [{ MsgBody: [] }, messageErrors.badBody],
      [{ MsgBody: 'x' }, messageErrors.bodyNotArray],
      [{ MsgBody: undefined }, messageErrors.badFormat],
      [{ CloudCustomData: 7 }, messageErrors.badFormat],
      [{ MsgBody: text('x'.repeat(12_400)) }, messageErrors.packetTooLong],
    ])('refuses %j', async (change, row) => {
      const { app, bob, key } = await chat()

      const answer = await im.rest(app, modifyC2cMsg, {
        From_Account: 'alice',
        To_Account: 'bob',
        MsgKey: key,
        MsgBody: text('changed'),
        ...change,
      })

      expect(answer).toMatchObject(failure(row))
      expect(wordsOf((await bob.call(messageHistory, toAlice)).messages)).toEqual(['first'])
    })
  })
})
