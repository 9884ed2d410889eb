import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  conversationCustomData,
  conversationGet,
  conversationMark,
  conversationRemind,
  gatewayErrors,
  receiveOptionGet,
  receiveOptionSet,
  recentErrors,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { idsOf, peersUpTo } from '../peers.ts'

const C2C = 'C2Calice'
const STAR = 1
const OWN_MARK = 2 ** 40

describe.each(storages)('what is set on conversations on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  let app: TestApp
  let bob: RawClient
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  beforeEach(async () => {
    // A second of its own for each case: calls are counted by the second.
    clock.pass(SECOND)
    app = await seedApp(im, 'alice', 'bob', 'carol')
    bob = await im.connect(app, 'bob')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const mark = (conversationIds: readonly string[], markType = STAR, enabled = true) =>
    bob.call(conversationMark, { conversationIds: [...conversationIds], markType, enabled })
  const note = (conversationIds: readonly string[], customData: string) =>
    bob.call(conversationCustomData, { conversationIds: [...conversationIds], customData })
  const rowOf = async (conversationId: string) => {
    const { conversations } = await bob.call(conversationGet, { conversationIds: [conversationId] })
    return conversations[0]
  }

  describe('marks', () => {
    test.each(['developer', 'premium', 'private'])('are set on the plan %s', async (plan) => {
      await putOnPlan(im, app, plan)

      expect(await mark([C2C])).toEqual({ failed: [] })
      expect(await rowOf(C2C)).toMatchObject({ markList: [STAR] })
    })

    test('are refused with 60020 on a plan without them; custom data is not', async () => {
      await mark([C2C])
      await putOnPlan(im, app, 'standard')

      expect(await refusal(mark([C2C], OWN_MARK))).toBe(gatewayErrors.notInPlan.code)
      expect(await refusal(mark([C2C], STAR, false))).toBe(60020)
      expect(await note([C2C], 'mine')).toEqual({ failed: [] })
      expect(await rowOf(C2C)).toMatchObject({ markList: [STAR], customData: 'mine' })
    })

    test('are powers of two that the SDK knows, each cleared by itself', async () => {
      for (const markType of [1, 2, 4, 8, 2 ** 32, 2 ** 63]) await mark([C2C], markType)
      await mark([C2C], 4, false)

      expect(await rowOf(C2C)).toMatchObject({ markList: [1, 2, 8, 2 ** 32, 2 ** 63] })
      for (const markType of [0, -1, 3, 16, 2 ** 31, 2 ** 64]) {
        expect(await refusal(mark([C2C], markType))).toBe(gatewayErrors.badParameter.code)
      }
    })

    test('of accounts that are not there fail by themselves', async () => {
      expect(await mark([C2C, 'C2Cnobody'])).toEqual({
        failed: [{ conversationId: 'C2Cnobody', code: recentErrors.unknownAccount.code }],
      })
      expect(await rowOf(C2C)).toMatchObject({ markList: [STAR] })
    })

    test('go to 100 conversations in one request, and to no 101', async () => {
      await im.platform.im.accounts.importMany(app.appId, peersUpTo(101))

      expect(await mark(idsOf(1, 100))).toEqual({ failed: [] })
      expect(await refusal(mark(idsOf(1, 101)))).toBe(gatewayErrors.badParameter.code)
      expect(await refusal(mark([]))).toBe(gatewayErrors.badParameter.code)
    })

    test('and custom data share 1,000 conversations; what is beyond fails with 51008', async () => {
      await im.platform.im.accounts.importMany(app.appId, peersUpTo(1001))
      for (let first = 1; first <= 801; first += 100) await mark(idsOf(first, first + 99))
      await note(idsOf(901, 990), 'noted')
      const beyond = idsOf(1000, 1001).map((conversationId) => ({ conversationId, code: 51008 }))

      expect(await mark(idsOf(990, 1001), OWN_MARK)).toEqual({
        failed: [{ conversationId: 'C2Cpeer1001', code: recentErrors.tooManyContacts.code }],
      })
      expect(await note(['C2Cpeer1001'], 'one more')).toEqual({ failed: beyond.slice(1) })
      expect(await mark(['C2Cpeer1'], OWN_MARK)).toEqual({ failed: [] })
      await mark(['C2Cpeer1000'], OWN_MARK, false)
      expect(await note(['C2Cpeer1001'], 'has room now')).toEqual({ failed: [] })
      expect(await mark(['C2Cpeer1000'])).toEqual({ failed: beyond.slice(0, 1) })
      const others = { userIds: ['peer1000'], remindType: 'Discard' as const }
      expect(await bob.call(conversationRemind, others)).toEqual({ failed: [] })
    })
  })

  test('custom data is 256 bytes at most; an empty text clears it', async () => {
    const longest = `${'雁'.repeat(85)}x`

    expect(await note([C2C], longest)).toEqual({ failed: [] })
    expect(await rowOf(C2C)).toMatchObject({ customData: longest })
    expect(await refusal(note([C2C], `${longest}x`))).toBe(gatewayErrors.badParameter.code)
    await note([C2C], '')
    expect(await rowOf(C2C)).not.toHaveProperty('customData')
  })

  test('the other connections are told what is set on each conversation now', async () => {
    const phone = await im.connect(app, 'bob', { platform: 'iPhone' })
    await note([C2C], 'mine')
    await mark([C2C])
    await bob.call(conversationRemind, { userIds: ['alice'], remindType: 'AcceptNotNotify' })
    await mark([C2C], STAR, false)

    const told = []
    while (told.length < 4) told.push((await phone.next('conversation.changed')).conversations)
    expect(told).toEqual([
      [{ conversationId: C2C, customData: 'mine' }],
      [{ conversationId: C2C, customData: 'mine', markList: [STAR] }],
      [
        {
          conversationId: C2C,
          customData: 'mine',
          markList: [STAR],
          remindType: 'AcceptNotNotify',
        },
      ],
      [{ conversationId: C2C, customData: 'mine', remindType: 'AcceptNotNotify' }],
    ])
    expect(bob.events).toEqual([])
  })

  describe('how messages are received', () => {
    const remind = (client: RawClient, userId = 'alice') =>
      client.call(conversationRemind, { userIds: [userId], remindType: 'AcceptNotNotify' })

    test('is set five times in a second by an account, and again in the next', async () => {
      const phone = await im.connect(app, 'bob', { platform: 'iPhone' })
      for (const client of [bob, phone, bob, phone, bob]) {
        expect(await remind(client)).toEqual({ failed: [] })
      }

      expect(await refusal(remind(bob, 'carol'))).toBe(gatewayErrors.tooFast.code)
      expect(await refusal(remind(phone, 'carol'))).toBe(-10113)
      expect(await rowOf('C2Ccarol')).not.toHaveProperty('remindType')
      const carol = await im.connect(app, 'carol')
      expect(await remind(carol)).toEqual({ failed: [] })
      clock.pass(SECOND)
      expect(await remind(bob, 'carol')).toEqual({ failed: [] })
      expect(await rowOf('C2Ccarol')).toMatchObject({ remindType: 'AcceptNotNotify' })
    })

    test('counts for nothing else that is set', async () => {
      for (let calls = 0; calls < 6; calls++) {
        await mark([C2C])
        await note([C2C], `call ${calls}`)
        await bob.call(receiveOptionSet, { remindType: 'AcceptNotNotify' })
      }

      expect(await remind(bob)).toEqual({ failed: [] })
    })

    test('goes to 30 users in one request, and to no 31; who is not there fails', async () => {
      await im.platform.im.accounts.importMany(app.appId, peersUpTo(31))
      const ask = (count: number) => {
        const userIds = peersUpTo(count).map(({ userId }) => userId)
        return bob.call(conversationRemind, { userIds, remindType: 'Discard' })
      }

      expect(await ask(30)).toEqual({ failed: [] })
      expect(await rowOf('C2Cpeer30')).toMatchObject({ remindType: 'Discard' })
      expect(await refusal(ask(31))).toBe(gatewayErrors.badParameter.code)
      expect(await remind(bob, 'nobody')).toEqual({
        failed: [{ conversationId: 'C2Cnobody', code: recentErrors.unknownAccount.code }],
      })
    })

    test('needs no plan', async () => {
      await putOnPlan(im, app, 'standard')

      expect(await remind(bob)).toEqual({ failed: [] })
      expect(await rowOf(C2C)).toMatchObject({ remindType: 'AcceptNotNotify' })
    })

    test('in general is kept, and told to the other connections', async () => {
      const phone = await im.connect(app, 'bob', { platform: 'iPhone' })
      expect(await phone.call(receiveOptionGet, {})).toEqual({ remindType: 'AcceptAndNotify' })
      const night = { remindType: 'AcceptNotNotify', startHour: 22, duration: 28_800 } as const
      const kept = { ...night, isRepeated: true, setAt: clock.seconds() }

      expect(await bob.call(receiveOptionSet, { ...night, isRepeated: true })).toEqual(kept)
      expect(await phone.next('receiveOption.changed')).toEqual(kept)
      expect(await phone.call(receiveOptionGet, {})).toEqual(kept)
    })
  })
})
