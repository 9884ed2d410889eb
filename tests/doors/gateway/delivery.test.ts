import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountImport,
  conversationList,
  messageErrors,
  messageHistory,
  messageSend,
  unreadTotal,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, receive, text, toPeer } from '../talk.ts'

describe.each(storages)('delivery on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { limits: { waiting: 1000 } })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('a message reaches all sessions of the receiver and the other ones of the sender', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const [sending, tablet] = [
      await im.connect(app, 'alice', { platform: 'Web' }),
      await im.connect(app, 'alice', { platform: 'iPad' }),
    ]
    const receivers = [
      await im.connect(app, 'bob', { platform: 'Web' }),
      await im.connect(app, 'bob', { platform: 'Android' }),
    ]

    const sent = await sending.call(messageSend, toPeer('bob', 7, 'hello'))
    const events = await Promise.all(
      [tablet, ...receivers].map((client) => client.next('message.received')),
    )
    // Whatever was on its way to the sending session is there when this is answered.
    await sending.call(unreadTotal, {})

    for (const { message, cursor } of events) {
      expect(message).toMatchObject({ ...sent, from: 'alice', to: 'bob', body: text('hello') })
      expect(cursor).toEqual(expect.any(String))
    }
    expect(sending.events).toEqual([])
  })

  test('a message carries everything its sender gave, and how the sender is called', async () => {
    const app = await seedApp(im, 'bob')
    await im.rest(app, accountImport, { UserID: 'alice', Nick: 'Al', FaceUrl: 'face' })
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')
    const given = {
      ...toPeer('bob', 4_294_967_295),
      clientSeq: 4_294_967_295,
      cloudCustomData: '{"a":"雁"}',
      control: ['NoUnread', 'WithMuteNotifications'] as ('NoUnread' | 'WithMuteNotifications')[],
      needReadReceipt: true as const,
      supportExtension: true as const,
    }

    const sent = await alice.call(messageSend, { ...given, offlinePush: { Desc: 'secret' } })
    const { message } = await bob.next('message.received')

    expect(message).toEqual({
      ...given,
      ...sent,
      from: 'alice',
      nick: 'Al',
      faceUrl: 'face',
    })
    const history = await bob.call(messageHistory, { conversationId: 'C2Calice' })
    expect(history.messages).toEqual([message])
  })

  test('500 sends in one go arrive in their order, with seqs without holes', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')

    const sent = await Promise.all(
      numbers(500).map((n) => alice.call(messageSend, toPeer('bob', n))),
    )
    const received = await receive(bob, 500)

    expect(sent.map(({ seq }) => seq)).toEqual([...numbers(500)])
    expect(received.map(({ seq, random }) => [seq, random])).toEqual(
      numbers(500).map((n) => [n, n]),
    )
  })

  test('both sides writing at once share one row of seqs', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')

    const sent = await Promise.all(
      numbers(60).flatMap((n) => [
        alice.call(messageSend, toPeer('bob', n)),
        bob.call(messageSend, toPeer('alice', n)),
      ]),
    )

    expect(sent.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual([...numbers(120)])
  })

  test('an online-only message reaches sessions and is stored nowhere', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')

    const sent = await alice.call(messageSend, { ...toPeer('bob', 1), onlineOnly: true })
    const event = await bob.next('message.received')

    expect(sent.seq).toBe(0)
    expect(event).toEqual({ message: expect.objectContaining({ onlineOnly: true, seq: 0 }) })
    expect(await bob.call(conversationList, {})).toMatchObject({
      conversations: [],
      totalUnread: 0,
    })
  })

  test('a message to oneself reaches the other sessions once and counts nowhere', async () => {
    const app = await seedApp(im, 'alice')
    const web = await im.connect(app, 'alice', { platform: 'Web' })
    const phone = await im.connect(app, 'alice', { platform: 'iPhone' })

    await web.call(messageSend, toPeer('alice', 1))
    await web.call(messageSend, toPeer('alice', 2))

    expect((await receive(phone, 2)).map(({ random }) => random)).toEqual([1, 2])
    expect(await web.call(conversationList, {})).toMatchObject({
      conversations: [{ userId: 'alice', unread: 0, lastSeq: 2 }],
      totalUnread: 0,
    })
    expect(web.events).toEqual([])
  })

  test.each([
    ['nobody', { to: 'nobody' }, messageErrors.badAccount.code],
    ['no UserID', { to: 'no UserID' }, 6017],
    ['an empty body', { body: [] }, 6017],
    ['an unknown element', { body: [{ MsgType: 'X', MsgContent: {} }] }, 6017],
    ['no random', { random: undefined }, 6017],
    ['a message beyond 12 KB', { body: text('x'.repeat(12_500)) }, messageErrors.tooLong.code],
  ])('a message with %s is refused', async (_, change, code) => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')

    const answer = alice.request('message.send', { ...toPeer('bob', 1), ...change })

    await expect(answer).rejects.toMatchObject({ code })
    expect((await alice.call(conversationList, {})).conversations).toEqual([])
  })

  test('a refused send between others leaves no hole', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')

    const outcomes = await Promise.all([
      alice.call(messageSend, toPeer('bob', 1)),
      alice.call(messageSend, toPeer('nobody', 2)).catch(() => ({ seq: 0 })),
      alice.call(messageSend, toPeer('bob', 3)),
    ])

    expect(outcomes.map(({ seq }) => seq)).toEqual([1, 0, 2])
  })

  test('who left gets nothing more, and who stays goes on', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const web = await im.connect(app, 'bob', { platform: 'Web' })
    const phone = await im.connect(app, 'bob', { platform: 'Android' })
    web.terminate()

    await alice.call(messageSend, toPeer('bob', 1))

    expect((await receive(phone, 1))[0]).toMatchObject({ random: 1 })
  })

  test('nothing reaches another app with the same UserIDs', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const other = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const stranger = await im.connect(other, 'bob')

    await alice.call(messageSend, toPeer('bob', 1))
    await stranger.call(unreadTotal, {})

    expect(stranger.events).toEqual([])
  })
})

describe.each(storages)('an account with many connections on $name', ({ start }) => {
  test('gets everything on each of them, in order, and its sending one nothing', async () => {
    await using im = await start({ gatewayRate: 1000 })
    const app = await seedApp(im, 'alice', 'bob')
    await im.platform.im.apps.setConf(app.appId, {
      LoginMode: 'multi',
      LoginInstances: { Web: 10, Android: 3, iPhone: 3, iPad: 3, Windows: 3 },
    })
    const platforms = ['Web', 'Android', 'iPhone', 'iPad', 'Windows'] as const
    const counts = { Web: 10, Android: 3, iPhone: 3, iPad: 3, Windows: 3 }
    const crowd = []
    for (const platform of platforms) {
      for (const _ of numbers(counts[platform]))
        crowd.push(await im.connect(app, 'bob', { platform }))
    }
    const alice = await im.connect(app, 'alice')
    const [first, ...others] = crowd
    if (!first) throw new Error('nobody came')

    // From a peer, and from one of the crowd: each way of publishing.
    for (const n of numbers(30)) await alice.call(messageSend, toPeer('bob', n))
    for (const client of crowd) {
      expect((await receive(client, 30)).map(({ random }) => random)).toEqual([...numbers(30)])
    }
    await first.call(messageSend, toPeer('alice', 31))
    for (const client of others) {
      expect((await receive(client, 1))[0]).toMatchObject({ random: 31, from: 'bob' })
    }
    await first.call(unreadTotal, {})
    expect(first.events).toEqual([])

    // Down to a few connections and up again: whoever is there gets it once.
    for (const client of others.slice(0, 12)) client.close()
    await Promise.all(others.slice(0, 12).map((client) => client.closed))
    const rest = [first, ...others.slice(12)]
    await alice.call(messageSend, toPeer('bob', 32))
    const back = []
    for (const _ of numbers(9)) back.push(await im.connect(app, 'bob', { platform: 'Web' }))
    await alice.call(messageSend, toPeer('bob', 33))

    for (const client of back) expect((await receive(client, 1))[0]).toMatchObject({ random: 33 })
    for (const client of rest) {
      const left = await receive(client, 2)
      expect(left.map(({ random }) => random)).toEqual([32, 33])
    }
  })
})
