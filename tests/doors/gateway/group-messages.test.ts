import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  AT_ALL,
  groupErrors,
  groupSend,
  sendGroupMsg,
  setNoSpeaking,
  accountImport,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { hear, inGroup, settled, toGroup } from '../group-talk.ts'
import { createMovingClock, MINUTE, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, text, wordsOf } from '../talk.ts'

describe.each(storages)('group.send on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function group(seed: Parameters<typeof seedGroup>[2] = {}) {
    const app = await seedApp(im, 'alice', 'bob', 'carol', 'dave')
    const groupId = await seedGroup(im, app, {
      owner: 'alice',
      members: ['bob', 'carol'],
      createdAt: clock.now() - MINUTE,
      ...seed,
    })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    return { app, groupId, alice, bob }
  }

  test('every member gets it, but for the connection that sent it', async () => {
    const { app, groupId, alice, bob } = await group()
    const [other, dave] = [
      await im.connect(app, 'alice', { platform: 'Android' }),
      await im.connect(app, 'dave'),
    ]

    const sent = await alice.call(groupSend, {
      ...toGroup(groupId, 7),
      priority: 'High',
      cloudCustomData: 'more',
      control: ['NoLastMsg'],
    })

    expect(sent).toEqual({ id: expect.any(String), seq: 1, time: clock.seconds() })
    const [message] = await hear(bob, 1)
    expect(message).toEqual({
      id: sent.id,
      groupId,
      seq: 1,
      from: 'alice',
      time: sent.time,
      clientTime: 1_700_000_000,
      random: 7,
      priority: 'High',
      body: text('message 7'),
      cloudCustomData: 'more',
      control: ['NoLastMsg'],
      nick: '',
      faceUrl: '',
      nameCard: '',
    })
    expect(await hear(other, 1)).toEqual([message as never])
    await settled(alice)
    await settled(dave)
    expect([...alice.events, ...dave.events]).toEqual([])
  })

  test('messages of one connection keep their order, and seqs have no holes', async () => {
    const { groupId, alice, bob } = await group()
    const random = numbers(30)

    const sent = await Promise.all(random.map((n) => alice.call(groupSend, toGroup(groupId, n))))

    expect(sent.map(({ seq }) => seq)).toEqual([...random])
    expect(wordsOf(await hear(bob, 30))).toEqual(random.map((n) => `message ${n}`))
  })

  test('only what is stored takes a seq', async () => {
    const { groupId, alice, bob } = await group()

    const first = await alice.call(groupSend, toGroup(groupId, 1))
    const online = await alice.call(groupSend, { ...toGroup(groupId, 2), onlineOnly: true })
    const second = await alice.call(groupSend, toGroup(groupId, 3))

    expect([first.seq, online.seq, second.seq]).toEqual([1, 0, 2])
    const heard = await hear(bob, 3)
    expect(heard.map(({ seq, onlineOnly }) => [seq, onlineOnly])).toEqual([
      [1, undefined],
      [0, true],
      [2, undefined],
    ])
  })

  test('a repeat within five minutes is answered with the first, and told once', async () => {
    const { groupId, alice, bob } = await group()
    const first = await alice.call(groupSend, toGroup(groupId, 1))
    clock.pass(5 * MINUTE - 1)
    const again = await alice.call(groupSend, toGroup(groupId, 1))
    const other = await alice.call(groupSend, toGroup(groupId, 1, 'something else'))
    clock.pass(2)
    const later = await alice.call(groupSend, toGroup(groupId, 1))

    expect(again).toEqual(first)
    expect([other.seq, later.seq]).toEqual([2, 3])
    expect((await hear(bob, 3)).map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  test('what is over 40 in a second is dropped: told as sent, not stored', async () => {
    const { app, groupId, alice, bob } = await group()
    clock.pass(SECOND)

    const sent = await Promise.all(
      numbers(41).map((n) => alice.call(groupSend, { ...toGroup(groupId, n), priority: 'Low' })),
    )
    const overRest = await im.rest(app, sendGroupMsg, inGroup(groupId, 100))

    expect(sent.slice(0, 40).map(({ dropped }) => dropped)).not.toContain(true)
    expect(sent.at(-1)).toEqual({
      id: expect.any(String),
      seq: 0,
      time: clock.seconds(),
      dropped: true,
    })
    expect(overRest).toMatchObject({ MsgSeq: 0, MsgDropReason: 'flow control' })
    clock.pass(SECOND)
    const next = await alice.call(groupSend, toGroup(groupId, 42))
    expect(next.seq).toBe(41)
    await hear(bob, 41)
    await settled(bob)
    expect(bob.events).toEqual([])
  })

  test('is for members of groups that there are', async () => {
    const { app, groupId, alice } = await group()
    const dave = await im.connect(app, 'dave')

    expect(await refusal(dave.call(groupSend, toGroup(groupId, 1)))).toBe(
      groupErrors.noPermission.code,
    )
    expect(await refusal(alice.call(groupSend, toGroup('nowhere', 1)))).toBe(
      groupErrors.noGroup.code,
    )
    expect(await refusal(alice.call(groupSend, toGroup('@TGS#_c@TOPIC#_t', 1)))).toBe(
      groupErrors.noTopic.code,
    )
  })

  test('who is muted says nothing: in the group, with all members, or everywhere', async () => {
    const { app, groupId, alice, bob } = await group()
    const { db } = im.platform.store
    const muted = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const until = clock.now() + MINUTE
    await db
      .insertInto('group_mute')
      .values({ app_id: app.appId, place: muted, account: 'bob', until })
      .execute()
    const silent = await seedGroup(im, app, {
      owner: 'alice',
      members: ['bob'],
      columns: { mute_all: 1 },
    })

    const code = groupErrors.muted.code
    expect(await refusal(bob.call(groupSend, toGroup(muted, 1)))).toBe(code)
    expect(await refusal(bob.call(groupSend, toGroup(silent, 1)))).toBe(code)
    expect(await refusal(alice.call(groupSend, toGroup(silent, 1)))).toBeUndefined()
    clock.pass(MINUTE)
    expect(await refusal(bob.call(groupSend, toGroup(muted, 1)))).toBeUndefined()
    expect(await refusal(bob.call(groupSend, toGroup(groupId, 1)))).toBeUndefined()
    await im.rest(app, setNoSpeaking, { Set_Account: 'bob', GroupmsgNospeakingTime: 60 })
    expect(await refusal(bob.call(groupSend, toGroup(groupId, 2)))).toBe(code)
    await im.rest(app, setNoSpeaking, { Set_Account: 'bob', GroupmsgNospeakingTime: 0 })
    expect(await refusal(bob.call(groupSend, toGroup(groupId, 2)))).toBeUndefined()
  })

  test('mentions up to 30, and everybody where the type has that', async () => {
    const { app, groupId, alice, bob } = await group()
    const community = await seedGroup(im, app, { type: 'Community', owner: 'alice' })
    const many = (count: number) => numbers(count).map((n) => `u${n}`)
    const send = (id: string, random: number, at: readonly string[]) =>
      refusal(alice.call(groupSend, { ...toGroup(id, random), at: [...at] }))

    expect(await send(groupId, 1, many(30))).toBeUndefined()
    expect(await send(groupId, 2, many(31))).toBe(groupErrors.tooManyMentions.code)
    expect(await send(groupId, 3, [AT_ALL, 'bob'])).toBeUndefined()
    expect(await send(community, 4, ['bob'])).toBeUndefined()
    expect(await send(community, 5, [AT_ALL])).toBe(groupErrors.noPermission.code)
    const [, all] = await hear(bob, 2)
    expect(all?.at).toEqual([AT_ALL, 'bob'])
  })

  test('a targeted message reaches its receivers alone', async () => {
    const { app, groupId, alice, bob } = await group()
    const carol = await im.connect(app, 'carol')
    const targeted = { ...toGroup(groupId, 1), receivers: ['bob', 'dave'] }

    await alice.call(groupSend, targeted)

    const [message] = await hear(bob, 1)
    expect(message).toMatchObject({ seq: 1, receivers: ['bob'] })
    await settled(carol)
    expect(carol.events).toEqual([])
    const send = (change: object) =>
      refusal(alice.call(groupSend, { ...targeted, random: 2, ...change }))
    expect(await send({ receivers: ['dave'] })).toBe(groupErrors.badParameter.code)
    expect(await send({ at: ['bob'] })).toBe(groupErrors.badParameter.code)
    const community = await seedGroup(im, app, { type: 'Community', owner: 'alice' })
    expect(await send({ groupId: community, receivers: ['alice'] })).toBe(
      groupErrors.noPermission.code,
    )
    await putOnPlan(im, app, 'standard')
    expect(await send({})).toBe(groupErrors.needsPremium.code)
  })

  test('read receipts need the plan, the switch of the type and a small group', async () => {
    const { app, groupId, alice, bob } = await group()
    const asking = { ...toGroup(groupId, 1), needReadReceipt: true as const }
    const send = (change: object = {}) => refusal(alice.call(groupSend, { ...asking, ...change }))

    expect(await send()).toBe(groupErrors.noPermission.code)
    await setConf(im, app, { ReceiptGroupTypes: ['Public'] })
    expect(await send()).toBeUndefined()
    expect((await hear(bob, 1))[0]?.needReadReceipt).toBe(true)
    expect(await send({ random: 2, onlineOnly: true })).toBe(groupErrors.receiptOnline.code)
    await im.platform.im.accounts.importMany(
      app.appId,
      numbers(199).map((n) => ({ userId: `u${n}` })),
    )
    const large = await seedGroup(im, app, {
      owner: 'alice',
      members: numbers(200).map((n) => `u${n}`),
    })
    const full = await seedGroup(im, app, {
      owner: 'alice',
      members: numbers(199).map((n) => `u${n}`),
    })
    expect(await send({ random: 3, groupId: large })).toBe(groupErrors.receiptTooLarge.code)
    expect(await send({ random: 3, groupId: full })).toBeUndefined()
    await putOnPlan(im, app, 'standard')
    expect(await send({ random: 4 })).toBe(groupErrors.needsPremium.code)
  })

  test('extensions need the plan', async () => {
    const { app, groupId, alice, bob } = await group()
    const extensible = { ...toGroup(groupId, 1), supportExtension: true as const }

    await alice.call(groupSend, extensible)
    expect((await hear(bob, 1))[0]?.supportExtension).toBe(true)
    await putOnPlan(im, app, 'standard')
    expect(await refusal(alice.call(groupSend, { ...extensible, random: 2 }))).toBe(
      groupErrors.needsPremium.code,
    )
  })

  test('is as long as the app allows', async () => {
    const { app, groupId, alice } = await group()
    await setConf(im, app, { MessageBytes: 2000 })
    const send = (random: number, length: number) =>
      refusal(alice.call(groupSend, toGroup(groupId, random, 'x'.repeat(length))))

    expect(await send(1, 1900)).toBeUndefined()
    expect(await send(2, 2100)).toBe(groupErrors.messageTooLong.code)
  })

  test('the first one wakes a Work group; one to who is online does not', async () => {
    const { app, groupId, alice, bob } = await group({ type: 'Private', columns: { active: 0 } })
    const active = async () => {
      const { db } = im.platform.store
      const rows = db.selectFrom('chat_group').select('active')
      return (await rows.where('app_id', '=', app.appId).executeTakeFirstOrThrow()).active
    }

    await alice.call(groupSend, { ...toGroup(groupId, 1), onlineOnly: true })
    const before = await active()
    const sent = await Promise.all([2, 3].map((n) => alice.call(groupSend, toGroup(groupId, n))))

    expect([before, await active()]).toEqual([0, 1])
    expect(sent.map(({ seq }) => seq)).toEqual([1, 2])
    expect(wordsOf(await hear(bob, 3))).toEqual(['message 1', 'message 2', 'message 3'])
  })

  test('a community whose messages are in topics takes none itself', async () => {
    const { groupId, alice } = await group({ type: 'Community', columns: { support_topic: 1 } })

    expect(await refusal(alice.call(groupSend, toGroup(groupId, 1)))).toBe(
      groupErrors.noPermission.code,
    )
  })

  test('who discards a group hears nothing, and a member that comes back hears again', async () => {
    const { app, groupId, alice } = await group()
    const { db } = im.platform.store
    await db
      .updateTable('group_member')
      .set({ msg_flag: 2 })
      .where('account', '=', 'carol')
      .execute()
    const carol = await im.connect(app, 'carol')

    await alice.call(groupSend, toGroup(groupId, 1))
    await settled(carol)

    expect(carol.events).toEqual([])
  })

  test('an account that is imported later is no stranger to REST', async () => {
    const { app, groupId, bob } = await group()
    const from = { ...inGroup(groupId, 1), From_Account: 'later' }

    expect(await im.rest(app, sendGroupMsg, from)).toMatchObject({
      ErrorCode: groupErrors.badParameter.code,
    })
    await im.rest(app, accountImport, { UserID: 'later', Nick: 'Later' })
    await im.rest(app, sendGroupMsg, from)
    expect((await hear(bob, 1))[0]).toMatchObject({ from: 'later', nick: 'Later' })
  })
})
