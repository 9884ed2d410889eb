import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountDelete,
  applicationAccept,
  applicationDelete,
  applicationList,
  applicationRead,
  applicationRefuse,
  blackListAdd,
  blocklistAdd,
  friendAddOne,
  friendChange,
  friendCheckSome,
  friendGet,
  friendGetSome,
  friendImport,
  friendList,
  friendRemove,
  groupAdd,
  portraitSet,
  profileSet,
  relationErrors,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { createMovingClock } from '../moving-clock.ts'
import { befriend, setAllowType, SOURCE } from '../relations.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const names = (count: number) => numbers(count).map((number) => `u${number}`)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 0,
    (error: unknown) => (error as { readonly code: number }).code,
  )

describe.each(storages)('friends at the gateway on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const connect = (app: TestApp, userId: string) => im.connect(app, userId)
  const all = async (client: RawClient, since = 0, limit = 500) => {
    const seen: string[] = []
    let cursor = 0
    let last
    do {
      last = await client.call(friendList, { since, cursor, limit })
      seen.push(...last.friends.map(({ userId }) => userId))
      cursor = last.cursor
    } while (cursor > 0)
    return { seen, whole: last.whole, sequence: last.sequence, total: last.total }
  }
  const ask = async (app: TestApp, from: string, to: string) => {
    const client = await connect(app, from)
    return client.call(friendAddOne, { userId: to, source: SOURCE, wording: `I am ${from}` })
  }

  describe('friend.list', () => {
    test('gives friends with what the owner wrote and with their profiles', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      await im.platform.im.apps.addFriendField(app.appId, { Key: 'Team', Type: 'string' })
      const alice = await connect(app, 'alice')
      const bob = await connect(app, 'bob')
      await bob.call(profileSet, { profile: { Tag_Profile_IM_Nick: 'Bobby' } })
      await alice.call(friendAddOne, {
        userId: 'bob',
        source: SOURCE,
        wording: 'hi',
        remark: 'B',
        groupName: 'work',
        type: 'Add_Type_Single',
      })
      await alice.call(friendChange, { userId: 'bob', custom: { Tag_SNS_Custom_Team: 'red' } })

      const page = await alice.call(friendList, {})

      expect(page).toMatchObject({ whole: true, sequence: 2, total: 1, cursor: 0 })
      expect(page.friends).toEqual([
        {
          userId: 'bob',
          version: 2,
          remark: 'B',
          groups: ['work'],
          source: SOURCE,
          wording: 'hi',
          addedAt: clock.seconds(),
          custom: { Tag_SNS_Custom_Team: 'red' },
          profile: { Tag_Profile_IM_Nick: 'Bobby' },
          updatedAt: clock.seconds(),
        },
      ])
    })

    test('gives 1,200 friends in pages, and then only those that changed', async () => {
      const many = names(1200)
      const app = await seedApp(im, 'alice', ...many)
      await befriend(im, app, 'alice', ...many.slice(0, 1000))
      await befriend(im, app, 'alice', ...many.slice(1000))
      const alice = await connect(app, 'alice')

      const first = await all(alice)
      await alice.call(friendChange, { userId: 'u7', remark: 'seven' })
      const then = await all(alice, first.sequence)

      expect(first.seen.toSorted()).toEqual(many.toSorted())
      expect(first.total).toBe(1200)
      expect(then).toEqual({ seen: ['u7'], whole: false, sequence: 1201, total: 1200 })
    })

    test('begins anew for who has not seen a removal', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol')
      await befriend(im, app, 'alice', 'bob', 'carol')
      const alice = await connect(app, 'alice')
      const { sequence } = await all(alice)
      await alice.call(friendRemove, { userIds: ['bob'] })

      const stale = await all(alice, sequence)
      const fresh = await all(alice, stale.sequence)

      expect(stale).toMatchObject({ seen: ['carol'], whole: true, total: 1 })
      expect(fresh).toMatchObject({ seen: [], whole: false })
    })

    test('refuses pages of 501', async () => {
      const app = await seedApp(im, 'alice')
      const alice = await connect(app, 'alice')

      expect(await codeOf(alice.call(friendList, { limit: 501 }))).toBe(6017)
    })
  })

  describe('friend.add', () => {
    test('tells both sides what is new', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const alice = await connect(app, 'alice')
      const phone = await im.connect(app, 'alice', { platform: 'iPhone' })
      const bob = await connect(app, 'bob')

      const answer = await alice.call(friendAddOne, { userId: 'bob', source: SOURCE })

      expect(answer).toEqual({ pending: false })
      for (const client of [alice, phone]) {
        expect(await client.next('friend.changed')).toEqual({
          before: 0,
          sequence: 1,
          changed: ['bob'],
          removed: [],
        })
      }
      expect(await bob.next('friend.changed')).toMatchObject({ changed: ['alice'] })
    })

    test('asks where the other side wants to confirm, and refuses with the codes of REST', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol', 'dan', 'eve')
      const alice = await connect(app, 'alice')
      await setAllowType(im, app, 'bob', 'NeedConfirm')
      await setAllowType(im, app, 'carol', 'DenyAny')
      await im.rest(app, blackListAdd, { From_Account: 'alice', To_Account: ['dan'] })
      await im.rest(app, blackListAdd, { From_Account: 'eve', To_Account: ['alice'] })
      const add = (userId: string, groupName?: string) =>
        codeOf(alice.call(friendAddOne, { userId, source: SOURCE, groupName }))

      expect(await alice.call(friendAddOne, { userId: 'bob', source: SOURCE })).toEqual({
        pending: true,
      })
      expect(await add('carol')).toBe(relationErrors.refusesAll.code)
      expect(await add('dan')).toBe(relationErrors.blockedPeer.code)
      expect(await add('eve')).toBe(relationErrors.blockedByPeer.code)
      expect(await add('nobody')).toBe(relationErrors.unknownAccount.code)
      expect(await add('alice')).toBe(relationErrors.badParameter.code)
      expect(await add('bob', 'x'.repeat(31))).toBe(6017)
    })

    test('refuses over the plan’s room, 32 groups and 100 requests, and by the administrator', async () => {
      const many = names(100)
      const app = await seedApp(im, 'alice', 'bob', 'carol', 'dan', ...many)
      await setAllowType(im, app, 'dan', 'NeedConfirm')
      for (const name of many) await ask(app, name, 'dan')
      const alice = await connect(app, 'alice')
      const add = (userId: string, groupName?: string) =>
        codeOf(alice.call(friendAddOne, { userId, source: SOURCE, groupName }))
      await im.rest(app, groupAdd, { From_Account: 'alice', GroupName: names(32) })

      const over = [await add('bob', 'over'), await add('dan')]
      await befriend(im, app, 'bob', ...many.slice(0, 20))
      await putOnPlan(im, app, 'developer')
      over.push(await add('bob'))
      await befriend(im, app, 'alice', ...many.slice(0, 20))
      over.push(await add('carol'))
      await im.rest(app, portraitSet, {
        From_Account: 'alice',
        ProfileItem: [{ Tag: 'Tag_Profile_IM_AdminForbidType', Value: 'AdminForbid_Type_SendOut' }],
      })
      over.push(await add('carol'))

      expect(over).toEqual([30011, 30012, 30014, 30010, 30009])
    })
  })

  test('friend.get, friend.check and friend.delete answer account by account', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await befriend(im, app, 'alice', 'bob')
    await befriend(im, app, 'bob', 'alice')
    const alice = await connect(app, 'alice')
    const bob = await connect(app, 'bob')
    const userIds = ['bob', 'carol', 'nobody']

    const { friends } = await alice.call(friendGetSome, { userIds })
    const checked = await alice.call(friendCheckSome, { userIds })
    const single = await alice.call(friendCheckSome, {
      userIds: ['bob'],
      type: 'CheckResult_Type_Single',
    })
    const deleted = await alice.call(friendRemove, { userIds })

    expect(friends.map(({ userId }) => userId)).toEqual(['bob'])
    expect(checked.results.map(({ relation, code }) => [relation, code])).toEqual([
      ['CheckResult_Type_BothWay', 0],
      ['CheckResult_Type_NoRelation', 0],
      ['CheckResult_Type_NoRelation', 30003],
    ])
    expect(single.results).toMatchObject([{ relation: 'CheckResult_Type_AWithB' }])
    expect(deleted.results.map(({ code }) => code)).toEqual([0, 31704, 30003])
    expect(await bob.next('friend.changed')).toMatchObject({ removed: ['alice'] })
  })

  test('friend.update changes what the owner wrote, and refuses strangers and unknown fields', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await befriend(im, app, 'alice', 'bob')
    const alice = await connect(app, 'alice')

    const { friend } = await alice.call(friendChange, { userId: 'bob', remark: 'B' })

    expect(friend).toMatchObject({ userId: 'bob', remark: 'B', source: SOURCE, version: 2 })
    expect(await codeOf(alice.call(friendChange, { userId: 'carol', remark: 'C' }))).toBe(30001)
    const custom = { Tag_SNS_Custom_No: 'x' }
    expect(await codeOf(alice.call(friendChange, { userId: 'bob', custom }))).toBe(30001)
    const remark = 'x'.repeat(97)
    expect(await codeOf(alice.call(friendChange, { userId: 'bob', remark }))).toBe(6017)
  })

  describe('requests', () => {
    const waiting = async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol')
      await setAllowType(im, app, 'alice', 'NeedConfirm')
      await ask(app, 'bob', 'alice')
      clock.pass(1000)
      await ask(app, 'carol', 'alice')
      const alice = await connect(app, 'alice')
      return { app, alice }
    }

    test('are listed on both sides, newest first, page by page, with what is unread', async () => {
      const { app, alice } = await waiting()
      const bob = await connect(app, 'bob')

      const first = await alice.call(applicationList, { direction: 'received', limit: 1 })
      const { cursor } = first
      const second = await alice.call(applicationList, { direction: 'received', limit: 1, cursor })
      const sent = await bob.call(applicationList, { direction: 'sent' })

      expect(first).toMatchObject({ applications: [{ userId: 'carol' }], unread: 2 })
      expect(second).toMatchObject({ unread: 2, cursor: '' })
      expect(second.applications).toEqual([
        {
          userId: 'bob',
          nick: '',
          faceUrl: '',
          time: clock.seconds() - 1,
          source: SOURCE,
          wording: 'I am bob',
        },
      ])
      expect(sent).toMatchObject({ applications: [{ userId: 'alice' }], unread: 0 })
    })

    test('of the same moment come once each, and a cursor that is none is refused', async () => {
      const app = await seedApp(im, 'alice', ...names(5))
      await setAllowType(im, app, 'alice', 'NeedConfirm')
      for (const name of names(5)) await ask(app, name, 'alice')
      const alice = await connect(app, 'alice')
      const seen: string[] = []
      let cursor = ''
      do {
        const page = await alice.call(applicationList, { direction: 'received', limit: 2, cursor })
        seen.push(...page.applications.map(({ userId }) => userId))
        cursor = page.cursor
      } while (cursor !== '')

      expect(seen.toSorted()).toEqual(names(5))
      const bad = alice.call(applicationList, { direction: 'received', cursor: 'x' })
      expect(await codeOf(bad)).toBe(6017)
      const worse = alice.call(applicationList, { direction: 'received', cursor: '1-\0' })
      expect(await codeOf(worse)).toBe(6017)
    })

    test('are read all at once', async () => {
      const { app, alice } = await waiting()

      await alice.call(applicationRead, {})

      const unread = async () =>
        (await alice.call(applicationList, { direction: 'received' })).unread
      expect(await unread()).toBe(0)
      clock.pass(1)
      await ask(app, 'bob', 'alice')
      expect(await unread()).toBe(1)
    })

    test('are accepted on one side or on both; both sides are told', async () => {
      const { app, alice } = await waiting()
      const bob = await connect(app, 'bob')

      await alice.call(applicationAccept, { userId: 'bob', addBack: false })
      await alice.call(applicationAccept, { userId: 'carol', remark: 'C' })

      expect(await bob.next('friend.changed')).toMatchObject({ changed: ['alice'] })
      expect(await bob.next('application.changed')).toEqual({})
      expect(await alice.next('application.changed')).toEqual({})
      const { friends } = await alice.call(friendList, {})
      expect(friends).toMatchObject([{ userId: 'carol', remark: 'C', wording: 'I am carol' }])
      const again = alice.call(applicationAccept, { userId: 'bob' })
      expect(await codeOf(again)).toBe(relationErrors.noApplication.code)
      const left = await alice.call(applicationList, { direction: 'received' })
      expect(left).toMatchObject({ applications: [], unread: 0 })
    })

    test('cannot be accepted where either list is full', async () => {
      const many = names(20)
      const app = await seedApp(im, 'alice', 'bob', ...many)
      await putOnPlan(im, app, 'developer')
      await setAllowType(im, app, 'alice', 'NeedConfirm')
      await ask(app, 'bob', 'alice')
      await befriend(im, app, 'alice', ...many)
      const alice = await connect(app, 'alice')

      const own = await codeOf(alice.call(applicationAccept, { userId: 'bob' }))
      await befriend(im, app, 'bob', ...many)
      const other = await codeOf(alice.call(applicationAccept, { userId: 'bob', addBack: false }))

      expect([own, other]).toEqual([30010, 30014])
    })

    test('are refused, removed and taken back once', async () => {
      const { app, alice } = await waiting()
      const carol = await connect(app, 'carol')

      await alice.call(applicationRefuse, { userId: 'bob' })
      await carol.call(applicationDelete, { userId: 'alice', direction: 'sent' })

      expect(await codeOf(alice.call(applicationRefuse, { userId: 'bob' }))).toBe(30614)
      const gone = alice.call(applicationDelete, { userId: 'carol', direction: 'received' })
      expect(await codeOf(gone)).toBe(relationErrors.noApplicationToDelete.code)
    })

    test('end when one blocks the other, and when one adds the other', async () => {
      const { app, alice } = await waiting()
      const list = async () =>
        (await alice.call(applicationList, { direction: 'received' })).applications

      await alice.call(blocklistAdd, { userIds: ['bob'] })
      expect(await list()).toMatchObject([{ userId: 'carol' }])
      await alice.call(friendAddOne, { userId: 'carol', source: SOURCE })
      expect(await list()).toEqual([])
      expect(await im.platform.im.relations.holdersOf(app.appId, 'alice')).toEqual(['carol'])
    })
  })

  test('a new profile is told to those who have the account as a friend', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await befriend(im, app, 'alice', 'bob')
    const [alice, bob, carol] = await Promise.all(
      ['alice', 'bob', 'carol'].map((one) => connect(app, one)),
    )

    await bob?.call(profileSet, { profile: { Tag_Profile_IM_Nick: 'Bobby' } })

    expect(await alice?.next('profile.changed')).toMatchObject({
      userId: 'bob',
      profile: { Tag_Profile_IM_Nick: 'Bobby' },
    })
    await bob?.next('profile.changed')
    expect(carol?.events).toEqual([])
  })

  test('a deleted account leaves every list, and its friends are told', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await setAllowType(im, app, 'carol', 'NeedConfirm')
    await befriend(im, app, 'alice', 'bob')
    await befriend(im, app, 'bob', 'alice')
    await ask(app, 'bob', 'carol')
    await im.rest(app, blackListAdd, { From_Account: 'carol', To_Account: ['bob'] })
    await ask(app, 'alice', 'carol')
    const alice = await connect(app, 'alice')

    await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'bob' }] })

    expect(await alice.next('friend.changed')).toMatchObject({ removed: ['bob'] })
    expect(await im.rest(app, friendGet, { From_Account: 'alice', StartIndex: 0 })).toMatchObject({
      FriendNum: 0,
    })
    const { db } = im.platform.store
    for (const [table, column] of [
      ['friend', 'owner'],
      ['friend', 'friend'],
      ['blocked', 'blocked'],
      ['friend_application', 'sender'],
      ['relation_head', 'user_id'],
    ] as const) {
      const rows = await db
        .selectFrom(table)
        .select('app_id')
        .where('app_id', '=', app.appId)
        .where(column as never, '=', 'bob' as never)
        .execute()
      expect([table, column, rows]).toEqual([table, column, []])
    }
  })

  test('a friend that is imported is told too', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await connect(app, 'alice')

    await im.rest(app, friendImport, {
      From_Account: 'alice',
      AddFriendItem: [{ To_Account: 'bob', AddSource: SOURCE, GroupName: ['work'] }],
    })

    expect(await alice.next('friend.changed')).toMatchObject({ changed: ['bob'] })
    expect(await alice.next('friendGroup.changed')).toEqual({})
  })
})
