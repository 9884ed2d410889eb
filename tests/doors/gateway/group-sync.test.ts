import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { groupSend, ping, sendMsg, sync } from '@yanshu/protocol'
import type { RawClient, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { toGroup } from '../group-talk.ts'
import { createMovingClock, DAY, SECOND } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers } from '../talk.ts'

describe.each(storages)('synchronizing groups on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function group(seed: Parameters<typeof seedGroup>[2] = {}) {
    const app = await seedApp(im, 'alice', 'bob', 'dave')
    const groupId = await seedGroup(im, app, {
      owner: 'alice',
      members: ['bob', 'dave'],
      createdAt: clock.now() - DAY,
      ...seed,
    })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    return { app, groupId, alice, bob, cursor: bob.login.cursor }
  }

  async function say(client: RawClient, groupId: string, count: number, from = 1) {
    for (const n of numbers(count)) {
      clock.pass(SECOND)
      await client.call(groupSend, toGroup(groupId, from + n - 1))
    }
  }

  test('tells what came since a cursor, both kinds in the order of the log', async () => {
    const { app, groupId, alice, bob, cursor } = await group()
    await say(alice, groupId, 2)
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    await say(alice, groupId, 1, 3)

    const first = await bob.call(sync, { cursor, limit: 3 })
    const rest = await bob.call(sync, { cursor: first.cursor, limit: 3 })
    const end = await bob.call(sync, { cursor: rest.cursor, limit: 3 })

    expect(first.groupMessages?.map(({ seq }) => seq)).toEqual([1, 2])
    expect(first.messages.map(({ seq }) => seq)).toEqual([1])
    expect(first.more).toBe(true)
    expect(rest).toMatchObject({ messages: [], groupMessages: [{ seq: 3, groupId }], more: false })
    expect(end.groupMessages).toBeUndefined()
  })

  test('a heartbeat tells whether there is something', async () => {
    const { groupId, alice, bob, cursor } = await group()

    expect((await bob.call(ping, { cursor })).behind).toBe(false)
    await say(alice, groupId, 1)
    expect((await bob.call(ping, { cursor })).behind).toBe(true)
    const { cursor: next } = await bob.call(sync, { cursor })
    expect((await bob.call(ping, { cursor: next })).behind).toBe(false)
  })

  test('leaves out what is for others, and groups that are discarded', async () => {
    const { app, groupId, alice, bob, cursor } = await group()
    const discarded = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    await im.platform.store.db
      .updateTable('group_member')
      .set({ msg_flag: 2 })
      .where('group_id', '=', discarded)
      .where('account', '=', 'bob')
      .execute()
    await alice.call(groupSend, { ...toGroup(groupId, 1), receivers: ['dave'] })
    await alice.call(groupSend, { ...toGroup(groupId, 2), receivers: ['bob'] })
    await say(alice, discarded, 1)

    expect((await bob.call(sync, { cursor })).groupMessages).toMatchObject([{ groupId, seq: 2 }])
  })

  test('tells who joined nothing of before', async () => {
    const { app, groupId, alice, cursor } = await group({ members: ['bob'] })
    await say(alice, groupId, 2)
    clock.pass(SECOND)
    await im.platform.store.db
      .insertInto('group_member')
      .values({
        app_id: app.appId,
        group_id: groupId,
        account: 'dave',
        role: 'Member',
        joined_at: clock.now(),
        custom: '',
      })
      .execute()
    await say(alice, groupId, 1, 3)
    const dave = await im.connect(app, 'dave')

    expect((await dave.call(sync, { cursor })).groupMessages).toMatchObject([{ seq: 3 }])
  })

  test('of very much news tells the newest', async () => {
    const { groupId, alice, bob, cursor } = await group()
    for (const second of numbers(7)) {
      clock.pass(SECOND)
      await Promise.all(
        numbers(40).map((n) => alice.call(groupSend, toGroup(groupId, second * 100 + n))),
      )
    }

    const page = await bob.call(sync, { cursor, limit: 500 })

    expect(page.more).toBe(false)
    expect(page.groupMessages?.length).toBe(200)
    expect(page.groupMessages?.at(-1)?.seq).toBe(280)
  })
})
