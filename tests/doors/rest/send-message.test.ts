import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  adminGetRoamMsg,
  conversationList,
  getC2cUnreadMsgNum,
  messageErrors,
  messageHistory,
  sendMsg,
} from '@yanshu/protocol'
import type { RestAnswer, TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, text, wordsOf } from '../talk.ts'

const URL = 'https://im.example/file'
const custom = { MsgType: 'TIMCustomElem', MsgContent: { Data: 'd' } }

/** The least of every element that REST takes. */
const elements = [
  { MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } },
  { MsgType: 'TIMLocationElem', MsgContent: { Desc: 'here', Latitude: 31.2, Longitude: 121.5 } },
  { MsgType: 'TIMFaceElem', MsgContent: { Index: 1 } },
  { MsgType: 'TIMCustomElem', MsgContent: { Data: 'd', Desc: 'e', Ext: 'f', Sound: 'g' } },
  { MsgType: 'TIMSoundElem', MsgContent: { Url: URL, UUID: 'i', Download_Flag: 2 } },
  {
    MsgType: 'TIMImageElem',
    MsgContent: { UUID: 'i', ImageInfoArray: [{ Type: 1, Width: 10, Height: 20, URL }] },
  },
  { MsgType: 'TIMFileElem', MsgContent: { Url: URL, UUID: 'i', Download_Flag: 2 } },
  {
    MsgType: 'TIMVideoFileElem',
    MsgContent: {
      VideoUrl: URL,
      VideoUUID: 'i',
      VideoDownloadFlag: 2,
      ThumbUrl: URL,
      ThumbUUID: 'j',
      ThumbWidth: 1,
      ThumbHeight: 1,
      ThumbDownloadFlag: 2,
    },
  },
  {
    MsgType: 'TIMRelayElem',
    MsgContent: {
      Title: 'talk',
      AbstractList: ['a: hello'],
      CompatibleText: 'merged messages',
      MsgNum: 1,
      Layers: 1,
      MsgList: [{ MsgId: '1-1-1', From_Account: 'a', MsgTimeStamp: 1, MsgBody: text('hello') }],
    },
  },
]

const withContent = (MsgType: string, change: object) => [
  {
    MsgType,
    MsgContent: {
      ...elements.find((element) => element.MsgType === MsgType)?.MsgContent,
      ...change,
    },
  },
]

/** One thing wrong with each of them. */
const wrong: readonly (readonly [type: string, change: object])[] = [
  ['TIMTextElem', { Text: 7 }],
  ['TIMLocationElem', { Latitude: 90.1 }],
  ['TIMLocationElem', { Latitude: -90.1 }],
  ['TIMLocationElem', { Longitude: 180.1 }],
  ['TIMLocationElem', { Longitude: '121' }],
  ['TIMFaceElem', { Index: 1.5 }],
  ['TIMFaceElem', { Index: 2_147_483_648 }],
  ['TIMCustomElem', { Data: undefined }],
  ['TIMCustomElem', { Sound: 'x'.repeat(257) }],
  ['TIMSoundElem', { Url: 'ftp://im.example/a' }],
  ['TIMSoundElem', { Url: `https://im.example/${'x'.repeat(2048)}` }],
  ['TIMSoundElem', { UUID: '' }],
  ['TIMSoundElem', { Size: -1 }],
  ['TIMSoundElem', { Second: 4_294_967_296 }],
  ['TIMSoundElem', { Download_Flag: 1 }],
  ['TIMImageElem', { ImageFormat: 256 }],
  ['TIMImageElem', { ImageInfoArray: [] }],
  ['TIMImageElem', { ImageInfoArray: [{ Type: 4, Width: 1, Height: 1, URL }] }],
  ['TIMImageElem', { ImageInfoArray: [{ Type: 1, Width: 1, Height: 1, URL: 'no URL' }] }],
  ['TIMFileElem', { Url: 'file' }],
  ['TIMFileElem', { FileName: 'x'.repeat(1025) }],
  ['TIMVideoFileElem', { VideoUrl: 'v' }],
  ['TIMVideoFileElem', { ThumbUrl: 't' }],
  ['TIMVideoFileElem', { ThumbWidth: undefined }],
  ['TIMVideoFileElem', { ThumbDownloadFlag: 0 }],
  ['TIMRelayElem', { MsgList: undefined }],
  ['TIMRelayElem', { MsgList: [{ MsgId: '1', From_Account: 'a', MsgTimeStamp: 1, MsgBody: [] }] }],
  ['TIMRelayElem', { Layers: 101 }],
  ['TIMRelayElem', { MsgNum: 301 }],
]

/** One thing wrong with each of them. */
const wrongPushes: readonly object[] = [
  { PushFlag: 2 },
  { Title: 7 },
  { Desc: 'x'.repeat(3073) },
  { AndroidInfo: { PushStyle: 2 } },
  { AndroidInfo: { HuaWeiImportance: 'HIGH' } },
  { AndroidInfo: { HuaWeiImage: 'http://im.example/a.png' } },
  { AndroidInfo: { OPPONotifyLevel: 3 } },
  { AndroidInfo: [] },
  { ApnsInfo: { BadgeMode: 2 } },
  { ApnsInfo: { InterruptionLevel: 'loud' } },
  { ApnsInfo: { Image: 'image' } },
]

describe.each(storages)('sendmsg on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const roam = async (app: TestApp, Operator_Account: string, Peer_Account: string) => {
    const range = { MaxCnt: 100, MinTime: 0, MaxTime: 4_000_000_000 }
    const answer = await im.rest(app, adminGetRoamMsg, { Operator_Account, Peer_Account, ...range })
    return answer.MsgList as readonly Record<string, unknown>[]
  }
  const unreadOf = async (app: TestApp, To_Account: string) =>
    (await im.rest(app, getC2cUnreadMsgNum, { To_Account })).AllC2CUnreadMsgNum

  test('answers time, key and id, and delivers', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const bob = await im.connect(app, 'bob')

    const answer = await im.rest(app, sendMsg, {
      ...fromTo('alice', 'bob', 1287657, 'hello'),
      MsgSeq: 93847636,
      CloudCustomData: 'custom',
      SupportMessageExtension: 1,
      IsNeedReadReceipt: 1,
      SendMsgControl: ['NoMsgCheck'],
      ForbidCallbackControl: ['ForbidBeforeSendMsgCallback', 'ForbidAfterSendMsgCallback'],
      MsgTimeStamp: 5,
      MsgLifeTime: 604_800,
      OfflinePushInfo: { PushFlag: 0, Desc: 'push', AndroidInfo: { Sound: 's' } },
    })
    const { message } = await bob.next('message.received')

    const MsgTime = answer.MsgTime as number
    expect(Math.abs(MsgTime - Date.now() / 1000)).toBeLessThan(10)
    expect(answer).toEqual({
      ActionStatus: 'OK',
      ErrorCode: 0,
      ErrorInfo: '',
      MsgTime,
      MsgKey: `93847636_1287657_${MsgTime}`,
      MsgId: message.id,
    })
    expect(message).toMatchObject({
      key: answer.MsgKey,
      seq: 1,
      from: 'alice',
      to: 'bob',
      time: MsgTime,
      clientSeq: 93847636,
      random: 1287657,
      body: text('hello'),
      cloudCustomData: 'custom',
      control: ['NoMsgCheck'],
      needReadReceipt: true,
      supportExtension: true,
    })
  })

  test('is sent by the calling administrator where From_Account is absent', async () => {
    const app = await seedApp(im, 'bob')

    await im.rest(app, sendMsg, { To_Account: 'bob', MsgRandom: 1, MsgBody: text('hello') })

    expect(await roam(app, 'bob', 'administrator')).toMatchObject([
      { From_Account: 'administrator' },
    ])
  })

  test('without MsgSeq the same random makes different keys in the two directions', async () => {
    const app = await seedApp(im, 'alice', 'bob')

    const there = await im.rest(app, sendMsg, fromTo('alice', 'bob', 7))
    const back = await im.rest(app, sendMsg, fromTo('bob', 'alice', 7))

    const seqOf = (answer: RestAnswer) => String(answer.MsgKey).split('_')[0]
    expect(seqOf(there)).not.toBe(seqOf(back))
  })

  test.each(elements.map((element) => [element.MsgType, element] as const))(
    'takes a %s and keeps it as it came',
    async (_, element) => {
      const app = await seedApp(im, 'alice', 'bob')

      const answer = await im.rest(app, sendMsg, {
        ...fromTo('alice', 'bob', 1),
        MsgBody: [element],
      })

      expect(answer).toMatchObject({ ErrorCode: 0 })
      expect(await roam(app, 'alice', 'bob')).toMatchObject([{ MsgBody: [element] }])
    },
  )

  test.each(wrong)('refuses a %s with %j', async (type, change) => {
    const app = await seedApp(im, 'alice', 'bob')
    const MsgBody = withContent(type, change)

    const answer = await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 1), MsgBody })

    expect(answer).toMatchObject(failure(messageErrors.badBody))
  })

  test.each(wrongPushes)('refuses the OfflinePushInfo %j', async (OfflinePushInfo) => {
    const app = await seedApp(im, 'alice', 'bob')

    const answer = await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 1), OfflinePushInfo })

    expect(answer).toMatchObject(failure(messageErrors.badPushInfo))
  })

  test('takes several elements, one of them custom', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const MsgBody = [...text('a'), custom, ...text('b')]

    const one = await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 1), MsgBody })
    const two = await im.rest(app, sendMsg, {
      ...fromTo('alice', 'bob', 2),
      MsgBody: [...MsgBody, custom],
    })

    expect(one).toMatchObject({ ErrorCode: 0 })
    expect(two).toMatchObject(failure(messageErrors.badBody))
  })

  test.each([
    ['MsgBody', { Text: 'hello' }, messageErrors.bodyNotArray],
    ['MsgBody', [], messageErrors.badBody],
    ['MsgBody', [{ MsgType: 'TIMNoElem', MsgContent: {} }], messageErrors.badBody],
    ['MsgBody', [{ MsgType: 'TIMTextElem', MsgContent: { Text: 7 } }], messageErrors.badBody],
    ['MsgBody', [{ MsgType: 'TIMTextElem' }], messageErrors.badBody],
    ['MsgBody', undefined, messageErrors.bodyNotArray],
    ['MsgRandom', undefined, messageErrors.badRandom],
    ['MsgRandom', 4_294_967_296, messageErrors.badRandom],
    ['MsgRandom', -1, messageErrors.badRandom],
    ['MsgRandom', 1.5, messageErrors.badRandom],
    ['MsgTimeStamp', 'now', messageErrors.badTimestamp],
    ['To_Account', undefined, messageErrors.badReceiver],
    ['To_Account', ['bob'], messageErrors.badReceiver],
    ['To_Account', 'nobody', messageErrors.unknownReceiver],
    ['To_Account', 'bob\u0000', messageErrors.unknownReceiver],
    ['To_Account', '', messageErrors.unknownReceiver],
    ['From_Account', 7, messageErrors.badSender],
    ['From_Account', 'nobody', messageErrors.unknownAccount],
    ['SyncOtherMachine', 3, messageErrors.badSyncOther],
    ['MsgLifeTime', '7', messageErrors.badLifeTime],
    ['MsgLifeTime', 604_801, messageErrors.lifeTimeTooLong],
    ['OfflinePushInfo', 'push', messageErrors.badPushInfo],
    ['OnlineOnlyFlag', 2, messageErrors.badFormat],
    ['SendMsgControl', ['NoSuch'], messageErrors.badFormat],
    ['ForbidCallbackControl', ['NoSuch'], messageErrors.badFormat],
    ['CloudCustomData', 7, messageErrors.badFormat],
    ['MsgSeq', 4_294_967_296, messageErrors.badFormat],
  ])('refuses %s %j and stores nothing', async (field, value, row) => {
    const app = await seedApp(im, 'alice', 'bob')

    const answer = await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 1), [field]: value })

    expect(answer).toMatchObject(failure(row))
    expect(await roam(app, 'alice', 'bob')).toEqual([])
  })

  test('takes 12 KB of text and custom data and refuses a hundred bytes more', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    // The JSON around one text element and custom data, as the caller wrote it.
    const wrap = JSON.stringify(text('')).length
    const room = 12 * 1024 - wrap - '雁'.length * 3
    const sized = (more: number) => ({
      ...fromTo('alice', 'bob', more),
      MsgBody: text('x'.repeat(room - 100 + more)),
      CloudCustomData: `雁${'y'.repeat(100)}`,
    })

    const most = await im.rest(app, sendMsg, sized(0))
    const over = await im.rest(app, sendMsg, sized(100))

    expect(most).toMatchObject({ ErrorCode: 0 })
    expect(over).toMatchObject(failure(messageErrors.packetTooLong))
  })

  describe('to whom it goes', () => {
    test.each([
      { sync: 1, pushed: true, senderSees: true },
      { sync: undefined, pushed: false, senderSees: true },
      { sync: 2, pushed: false, senderSees: false },
    ])('SyncOtherMachine $sync', async ({ sync, pushed, senderSees }) => {
      const app = await seedApp(im, 'alice', 'bob')
      const alice = await im.connect(app, 'alice')
      const option = sync === undefined ? {} : { SyncOtherMachine: sync }

      await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 1, 'first'), ...option })
      await im.rest(app, sendMsg, { ...fromTo('bob', 'alice', 2, 'second') })
      const { message } = await alice.next('message.received')
      const history = await alice.call(messageHistory, { conversationId: 'C2Cbob' })

      expect(message.from).toBe(pushed ? 'alice' : 'bob')
      expect(wordsOf(history.messages)).toEqual(senderSees ? ['first', 'second'] : ['second'])
      expect(await roam(app, 'bob', 'alice')).toHaveLength(2)
      expect(await roam(app, 'alice', 'bob')).toHaveLength(senderSees ? 2 : 1)
    })

    test('with SyncOtherMachine 2 the sender has no conversation', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 1), SyncOtherMachine: 2 })

      const alice = await im.connect(app, 'alice')
      const bob = await im.connect(app, 'bob')

      expect((await alice.call(conversationList, {})).conversations).toEqual([])
      expect((await bob.call(conversationList, {})).conversations).toHaveLength(1)
    })

    test('a message to oneself is stored once and counts nowhere', async () => {
      const app = await seedApp(im, 'alice')

      await im.rest(app, sendMsg, fromTo('alice', 'alice', 1))

      expect(await roam(app, 'alice', 'alice')).toMatchObject([
        { From_Account: 'alice', To_Account: 'alice' },
      ])
      expect(await unreadOf(app, 'alice')).toBe(0)
    })
  })

  describe.each([{ OnlineOnlyFlag: 1 }, { MsgLifeTime: 0 }])('with %j', (option) => {
    test('reaches who is online and is stored nowhere', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const bob = await im.connect(app, 'bob')

      await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 1), ...option })
      const { message, cursor } = await bob.next('message.received')
      const list = await bob.call(conversationList, {})

      expect(message).toMatchObject({ seq: 0, onlineOnly: true })
      expect(cursor).toBeUndefined()
      expect(list).toMatchObject({ conversations: [], totalUnread: 0 })
      expect(await roam(app, 'bob', 'alice')).toEqual([])
      expect(await unreadOf(app, 'bob')).toBe(0)
    })
  })

  describe('SendMsgControl', () => {
    test('NoUnread does not count', async () => {
      const app = await seedApp(im, 'alice', 'bob')

      await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
      await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 2), SendMsgControl: ['NoUnread'] })

      expect(await unreadOf(app, 'bob')).toBe(1)
    })

    test('NoLastMsg neither makes nor lifts a conversation', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol')
      const bob = await im.connect(app, 'bob')
      const quiet = { SendMsgControl: ['NoLastMsg'] }

      await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 1), ...quiet })
      const before = await bob.call(conversationList, {})
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 2, 'lifts'))
      await im.rest(app, sendMsg, fromTo('carol', 'bob', 3))
      await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 4), ...quiet })
      const after = await bob.call(conversationList, {})

      expect(before.conversations).toEqual([])
      expect(after.conversations.map(({ userId }) => userId)).toEqual(['carol', 'alice'])
      expect(after.conversations[1]).toMatchObject({ lastSeq: 3, lastMessage: { seq: 2 } })
    })
  })

  test('many at once land with seqs without holes', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const bob = await im.connect(app, 'bob')

    await Promise.all(numbers(60).map((n) => im.rest(app, sendMsg, fromTo('alice', 'bob', n))))
    const { messages } = await bob.call(messageHistory, { conversationId: 'C2Calice', limit: 100 })

    expect(messages.map(({ seq }) => seq)).toEqual([...numbers(60)])
    expect(await unreadOf(app, 'bob')).toBe(60)
  })
})
