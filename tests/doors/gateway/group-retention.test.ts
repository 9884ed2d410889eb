import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  conversationList,
  conversationPin,
  groupDeleteMessages,
  groupPin,
  groupSend,
  groupSendReceipts,
  recentErrors,
  unreadTotal,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { toGroup } from '../group-talk.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, DAY, MINUTE } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

/** Conversations that an account may pin. */
const MOST_PINNED = 50

describe.each(storages)('old messages of groups on $name', ({ start }) => {
  let clock: MovingClock
  let im: TestServer
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  /** Signatures hold for a day of the clock. */
  const connect = (app: TestApp, userId: string) =>
    im.connect(app, userId, { userSig: im.userSig(app, userId, clock.seconds()) })
  const tables = ['message', 'group_receipt', 'group_pin', 'message_deleted'] as const
  const rowsOf = async ({ appId }: TestApp) => {
    const { db } = im.platform.store
    const counts: number[] = []
    for (const table of tables) {
      const rows = await db.selectFrom(table).select('seq').where('app_id', '=', appId).execute()
      counts.push(rows.length)
    }
    return counts
  }

  test('are removed with what hangs on them, and are unread no longer', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await setConf(im, app, { HistoryDays: 7, ReceiptGroupTypes: ['Public'] })
    const groupId = await seedGroup(im, app, {
      owner: 'alice',
      members: ['bob'],
      createdAt: clock.now(),
    })
    let [alice, bob] = [await connect(app, 'alice'), await connect(app, 'bob')]
    await alice.call(groupSend, { ...toGroup(groupId, 1), needReadReceipt: true })
    await alice.call(groupSend, { ...toGroup(groupId, 2), control: ['NoUnread'] })
    await bob.call(groupSendReceipts, { groupId, seqs: [1] })
    await bob.call(groupDeleteMessages, { groupId, seqs: [2] })
    await alice.call(groupPin, { groupId, seq: 1, pinned: true })
    clock.pass(6 * DAY)
    await alice.call(groupSend, toGroup(groupId, 3))
    const before = await rowsOf(app)
    const unread = await bob.call(unreadTotal, {})
    clock.pass(DAY + MINUTE)
    await im.platform.jobs.runDue()
    clock.pass(MINUTE)
    await im.platform.jobs.runDue()

    bob = await connect(app, 'bob')
    expect([before, unread]).toEqual([[3, 1, 1, 1], { total: 2 }])
    expect(await rowsOf(app)).toEqual([1, 0, 0, 0])
    expect(await bob.call(unreadTotal, {})).toEqual({ total: 1 })
    clock.pass(7 * DAY)
    await im.platform.jobs.runDue()
    ;[alice, bob] = [await connect(app, 'alice'), await connect(app, 'bob')]
    expect(await rowsOf(app)).toEqual([0, 0, 0, 0])
    expect(await bob.call(conversationList, {})).toMatchObject({
      conversations: [],
      totalUnread: 0,
    })
    expect(await alice.call(groupSend, toGroup(groupId, 4))).toMatchObject({ seq: 4 })
  })

  test('take the pins of their groups out of the number of those that are allowed', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await setConf(im, app, { HistoryDays: 7 })
    const createdAt = clock.now()
    const ids: string[] = []
    for (const _ of numbers(MOST_PINNED + 1)) {
      ids.push(await seedGroup(im, app, { owner: 'alice', members: ['bob'], createdAt }))
    }
    const [first = '', silent = '', ...others] = ids
    const pin = (client: RawClient, groupId: string) =>
      refusal(client.call(conversationPin, { conversationId: `GROUP${groupId}`, pinned: true }))
    const alice = await connect(app, 'alice')
    const last = others.pop() ?? ''
    for (const groupId of [first, ...others, last]) await alice.call(groupSend, toGroup(groupId, 1))
    for (const groupId of [first, silent, ...others]) {
      expect(await pin(alice, groupId)).toBeUndefined()
    }
    const full = await pin(alice, last)
    clock.pass(4 * DAY)
    const halfway = await connect(app, 'alice')
    for (const groupId of [...others, last]) await halfway.call(groupSend, toGroup(groupId, 2))
    clock.pass(4 * DAY)

    const late = await connect(app, 'alice')
    const fits = await pin(late, last)
    const again = await pin(late, first)

    expect(full).toBe(recentErrors.tooManyPinned.code)
    expect(fits).toBeUndefined()
    // The one without a message stays in the list and counts; the one that left it comes back as the 51st.
    expect(again).toBe(recentErrors.tooManyPinned.code)
    const { conversations } = await late.call(conversationList, { limit: 100 })
    const pinned = conversations.filter((one) => one.pinned).map((one) => one.conversationId)
    expect(pinned).toHaveLength(MOST_PINNED)
    expect(pinned).toContain(`GROUP${silent}`)
    expect(pinned).not.toContain(`GROUP${first}`)
  })
})
