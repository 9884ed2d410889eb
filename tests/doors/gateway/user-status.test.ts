import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  accountErrors,
  friendAdd,
  gatewayErrors,
  kick,
  MOST_SUBSCRIPTIONS,
  presenceGet,
  presenceSetSelf,
  presenceSubscribe,
  presenceUnsubscribe,
  queryOnlineStatus,
  type WireStatus,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { createMovingClock, DAY, type MovingClock, SECOND } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const online = { status: 'Online', customStatus: '' } as const
const offline = { status: 'Offline', customStatus: '' } as const

describe.each(storages)('user status on $name', ({ start }) => {
  let clock: MovingClock
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
  })
  beforeEach(async () => {
    app = await seedApp(im, 'alice', 'bob', 'carol')
    await setConf(im, app, { UserStatus: true })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => 0,
      (fault: { readonly code: number }) => fault.code,
    )
  const statusOf = async (userId: string, from = im) => {
    const { QueryResult } = await from.rest(app, queryOnlineStatus, {
      To_Account: [userId],
      IsReturnCustomStatus: 1,
      IsNeedDetail: 1,
    })
    return (QueryResult as readonly Record<string, unknown>[])[0]
  }
  const until = async (userId: string, Status: WireStatus['status'], from = im) => {
    for (;;) if ((await statusOf(userId, from))?.['Status'] === Status) return
  }
  const watch = (client: RawClient, ...userIds: string[]) =>
    client.call(presenceSubscribe, { userIds })

  describe('custom status', () => {
    test('is seen by REST, by others and by the own devices, on any plan', async () => {
      await putOnPlan(im, app, 'developer')
      const alice = await im.connect(app, 'alice')

      const answer = await alice.call(presenceSetSelf, { customStatus: '忙' })

      const own = { userId: 'alice', status: 'Online', customStatus: '忙' }
      expect(answer).toEqual(own as WireStatus)
      expect(await alice.next('presence.changed')).toEqual(own as WireStatus)
      const { statuses } = await alice.call(presenceGet, { userIds: ['alice'] })
      expect(statuses).toEqual([own as WireStatus])
      expect(await statusOf('alice')).toMatchObject({ CustomStatus: '忙' })
    })

    test('takes 100 bytes and refuses 101; an empty one clears it', async () => {
      const alice = await im.connect(app, 'alice')
      const set = (customStatus: string) => alice.call(presenceSetSelf, { customStatus })

      const most = await codeOf(set(`${'雁'.repeat(33)}a`))
      const over = await codeOf(set(`${'雁'.repeat(33)}ab`))
      const kept = (await statusOf('alice'))?.['CustomStatus']
      await set('')

      expect([most, over, kept]).toEqual([
        0,
        gatewayErrors.badParameter.code,
        `${'雁'.repeat(33)}a`,
      ])
      expect((await statusOf('alice'))?.['CustomStatus']).toBe('')
    })

    test('ends when the account goes offline', async () => {
      const page = await im.connect(app, 'alice')
      await page.call(presenceSetSelf, { customStatus: 'busy' })

      page.close()
      await until('alice', 'Offline')
      const gone = await statusOf('alice')
      await im.connect(app, 'alice')

      expect(gone).toMatchObject({ CustomStatus: '' })
      expect(await statusOf('alice')).toMatchObject({ Status: 'Online', CustomStatus: '' })
    })

    test('stays with an account that can be pushed to', async () => {
      const phone = await im.connect(app, 'alice', { platform: 'iPhone' })
      await phone.call(presenceSetSelf, { customStatus: 'busy' })

      phone.terminate()
      await until('alice', 'PushOnline')

      expect(await statusOf('alice')).toMatchObject({ CustomStatus: 'busy' })
    })
  })

  describe('subscriptions', () => {
    test('tell of coming, saying and going, once each', async () => {
      const alice = await im.connect(app, 'alice')

      const before = await watch(alice, 'bob', 'nobody')
      const bob = await im.connect(app, 'bob')
      const came = await alice.next('presence.changed')
      await bob.call(presenceSetSelf, { customStatus: 'busy' })
      const said = await alice.next('presence.changed')
      bob.close()
      const went = await alice.next('presence.changed')

      expect(before).toEqual({ statuses: [{ userId: 'bob', ...offline }], unknown: ['nobody'] })
      expect([came, said, went]).toEqual([
        { userId: 'bob', ...online },
        { userId: 'bob', status: 'Online', customStatus: 'busy' },
        { userId: 'bob', ...offline },
      ])
      expect(alice.events).toEqual([])
    })

    test('changes within a moment are told as one', async () => {
      const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
      await watch(alice, 'bob')

      await Promise.all(
        numbers(20).map((n) => bob.call(presenceSetSelf, { customStatus: `status ${n}` })),
      )
      const told = await alice.next('presence.changed')

      // Usually the first notice is the last state; a slow machine may tell one or two before it.
      let last = told
      while (last.customStatus !== 'status 20') last = await alice.next('presence.changed')
      expect(alice.events).toEqual([])
    })

    test('a second device of somebody who is online is no news', async () => {
      const alice = await im.connect(app, 'alice')
      await watch(alice, 'bob', 'carol')
      await im.connect(app, 'bob', { platform: 'Web' })
      await alice.next('presence.changed')

      await im.connect(app, 'bob', { platform: 'Android' })
      await im.connect(app, 'carol')

      expect(await alice.next('presence.changed')).toEqual({ userId: 'carol', ...online })
      expect(alice.events).toEqual([])
    })

    test('end one by one, all at once, and with the connection', async () => {
      const alice = await im.connect(app, 'alice')
      await watch(alice, 'bob', 'carol')

      await alice.call(presenceUnsubscribe, { userIds: ['bob'] })
      await im.connect(app, 'bob')
      await im.connect(app, 'carol')
      const told = await alice.next('presence.changed')
      await alice.call(presenceUnsubscribe, {})
      await im.connect(app, 'dave')
      await watch(alice, 'dave')
      await im.rest(app, kick, { UserID: 'carol' })
      await im.rest(app, kick, { UserID: 'dave' })

      expect(told).toMatchObject({ userId: 'carol' })
      expect(await alice.next('presence.changed')).toMatchObject({ userId: 'dave', ...offline })
      expect(alice.events).toEqual([])
    })

    test('are a thousand at most; the earliest leaves', async () => {
      const ids = numbers(MOST_SUBSCRIPTIONS + 1).map((n) => `u${n}`)
      await im.platform.im.accounts.importMany(
        app.appId,
        ids.map((userId) => ({ userId })),
      )
      const alice = await im.connect(app, 'alice')
      for (let at = 0; at < ids.length; at += 100) {
        await watch(alice, ...ids.slice(at, at + 100))
        clock.pass(SECOND)
      }

      await im.connect(app, 'u1')
      await im.connect(app, 'u2')

      expect(await alice.next('presence.changed')).toMatchObject({ userId: 'u2' })
      expect(alice.events).toEqual([])
    })

    test('take 100 accounts a call, not 101, none, or oneself', async () => {
      const alice = await im.connect(app, 'alice')
      const subscribe = (userIds: readonly string[]) => codeOf(watch(alice, ...userIds))
      const names = (count: number) => numbers(count).map((n) => `u${n}`)
      const bad = gatewayErrors.badParameter.code

      expect(await subscribe(names(100))).toBe(0)
      expect(await subscribe(names(101))).toBe(bad)
      expect(await subscribe([])).toBe(bad)
      expect(await subscribe(['bob', 'alice'])).toBe(bad)
      const unsubscribed = alice.call(presenceUnsubscribe, { userIds: names(101) })
      expect(await codeOf(unsubscribed)).toBe(bad)
    })

    test('20 calls in 5 seconds are answered, of each kind', async () => {
      const alice = await im.connect(app, 'alice')
      clock.pass(5 * SECOND)
      const calls = [
        () => alice.call(presenceGet, { userIds: ['bob'] }),
        () => watch(alice, 'bob'),
        () => alice.call(presenceUnsubscribe, { userIds: ['bob'] }),
      ]

      for (const call of calls) {
        for (const _ of numbers(20)) expect(await codeOf(call())).toBe(0)
        expect(await codeOf(call())).toBe(gatewayErrors.tooFast.code)
      }
      expect(await codeOf(alice.call(presenceGet, { userIds: ['alice'] }))).toBe(0)
      clock.pass(5 * SECOND)

      for (const call of calls) expect(await codeOf(call())).toBe(0)
    })
  })

  describe('the switch and the plan', () => {
    test.each([
      ['the switch is off', () => setConf(im, app, { UserStatus: false })],
      ['the plan does not have it', () => putOnPlan(im, app, 'standard')],
    ])('72001 while %s, and nothing is told', async (_, turnOff) => {
      const alice = await im.connect(app, 'alice')
      await watch(alice, 'bob')

      await turnOff()
      const codes = [
        await codeOf(alice.call(presenceGet, { userIds: ['bob'] })),
        await codeOf(watch(alice, 'bob')),
        await codeOf(alice.call(presenceUnsubscribe, {})),
      ]
      const own = await codeOf(alice.call(presenceGet, { userIds: ['alice'] }))
      await im.connect(app, 'bob')
      await alice.call(presenceSetSelf, { customStatus: 'here' })

      expect(codes).toEqual(codes.map(() => accountErrors.statusOff.code))
      expect(own).toBe(0)
      expect(await alice.next('presence.changed')).toMatchObject({ userId: 'alice' })
      expect(alice.events).toEqual([])
    })

    test('on a plan that has it, with the switch on, all of it works', async () => {
      await putOnPlan(im, app, 'premium')
      const alice = await im.connect(app, 'alice')

      await watch(alice, 'bob')
      await im.connect(app, 'bob')

      expect(await alice.next('presence.changed')).toEqual({ userId: 'bob', ...online })
      const { statuses } = await alice.call(presenceGet, { userIds: ['bob'] })
      expect(statuses).toEqual([{ userId: 'bob', ...online }])
    })
  })

  describe('friends', () => {
    const befriend = () =>
      im.rest(app, friendAdd, {
        From_Account: 'alice',
        AddFriendItem: [{ To_Account: 'bob', AddSource: 'AddSource_Type_Test' }],
        AddType: 'Add_Type_Both',
        ForceAddFlags: 1,
      })

    test('are told without a subscription, and strangers are not', async () => {
      await befriend()
      const [alice, carol] = [await im.connect(app, 'alice'), await im.connect(app, 'carol')]

      const bob = await im.connect(app, 'bob')
      const told = await alice.next('presence.changed')
      await bob.call(presenceSetSelf, { customStatus: 'hi' })

      expect(told).toEqual({ userId: 'bob', ...online })
      expect(await alice.next('presence.changed')).toMatchObject({ customStatus: 'hi' })
      expect(carol.events).toEqual([])
    })

    test('who is a friend and subscribed is told once', async () => {
      await befriend()
      const alice = await im.connect(app, 'alice')
      await watch(alice, 'bob', 'carol')

      await im.connect(app, 'bob')
      const first = await alice.next('presence.changed')
      await im.connect(app, 'carol')

      expect(first).toMatchObject({ userId: 'bob' })
      expect(await alice.next('presence.changed')).toMatchObject({ userId: 'carol' })
      expect(alice.events).toEqual([])
    })
  })

  describe('devices away', () => {
    test('are away until they sign out or are kicked', async () => {
      const alice = await im.connect(app, 'alice', { platform: 'Mac', instanceId: 'desk' })
      const bob = await im.connect(app, 'bob', { platform: 'Android' })
      alice.terminate()
      bob.terminate()
      await until('alice', 'PushOnline')
      await until('bob', 'PushOnline')

      const again = await im.connect(app, 'alice', { platform: 'Mac', instanceId: 'desk' })
      await again.request('logout', {})
      await again.closed
      await until('alice', 'Offline')
      await im.rest(app, kick, { UserID: 'bob' })

      expect(await statusOf('bob')).toMatchObject({ Status: 'Offline', Detail: [] })
    })

    test('of one account are the twenty newest', async () => {
      for (const _ of numbers(22)) {
        const phone = await im.connect(app, 'alice', { platform: 'Android' })
        phone.terminate()
        await until('alice', 'PushOnline')
      }
      await im.platform.im.presence.stop()

      const { Detail } = (await statusOf('alice')) as { Detail: unknown[] }

      expect(Detail).toHaveLength(20)
    })

    test('are forgotten after 7 days, and watchers are told', async () => {
      const time = createMovingClock()
      await using own = await start({}, { now: time.now })
      const away = await seedApp(own, 'alice', 'bob')
      await setConf(own, away, { UserStatus: true })
      const phone = await own.connect(away, 'alice', { platform: 'iPad' })
      const bob = await own.connect(away, 'bob', { platform: 'Android' })
      await watch(bob, 'alice')
      phone.terminate()
      const left = await bob.next('presence.changed')

      time.pass(7 * DAY)
      await own.platform.jobs.runDue()

      expect(left).toMatchObject({ status: 'PushOnline' })
      const rows = await own.platform.store.db.selectFrom('away_device').selectAll().execute()
      expect(rows.filter(({ account }) => account === 'alice')).toEqual([])
    })
  })

  describe('silence', () => {
    test('ends a page after 60 seconds and a phone after 400, which can be pushed to', async () => {
      const time = createMovingClock()
      await using own = await start({}, { now: time.now })
      const quiet = await seedApp(own, 'alice', 'bob')
      const page = await own.connect(quiet, 'alice')
      const phone = await own.connect(quiet, 'bob', { platform: 'Android' })
      const states = async () => {
        const { QueryResult } = await own.rest(quiet, queryOnlineStatus, {
          To_Account: ['alice', 'bob'],
        })
        const results = QueryResult as { To_Account: string; Status: string }[]
        return Object.fromEntries(results.map((one) => [one.To_Account, one.Status]))
      }

      time.pass(60 * SECOND)
      await page.closed
      const first = await states()
      time.pass(340 * SECOND)
      await phone.closed

      expect(first).toEqual({ alice: 'Offline', bob: 'Online' })
      expect(await states()).toEqual({ alice: 'Offline', bob: 'PushOnline' })
    })
  })
})
