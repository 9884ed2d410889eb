import { beforeEach, describe, expect, test } from 'bun:test'
import type { Platform } from '@yanshu/protocol'
import { createLocalBus } from '../../bus/bus.ts'
import { createLogger } from '../../log.ts'
import type { Connection } from './service.ts'
import { Presence, Registry } from './service.ts'
import type { AwayRow, AwayStore } from './store.ts'

const WEEK = 7 * 86_400_000

/** Keeps the rows of one account in memory. */
class FakeStore implements AwayStore {
  rows: AwayRow[] = []

  of = (_: number, accounts: readonly string[], since: number) =>
    Promise.resolve(this.rows.filter((row) => accounts.includes(row.account) && row.since > since))

  write: AwayStore['write'] = ({ emptied, gone, away }) => {
    const leaving = new Set([...gone, ...away].map((row) => row.instance_id))
    const kept = emptied.length > 0 ? [] : this.rows
    this.rows = [...kept.filter((row) => !leaving.has(row.instance_id)), ...away]
    return Promise.resolve()
  }

  expire: AwayStore['expire'] = (before) => {
    const gone = this.rows.filter((row) => row.since <= before)
    this.rows = this.rows.filter((row) => row.since > before)
    return Promise.resolve(gone)
  }
}

describe('presence', () => {
  const clock = { now: 0 }
  let registry: Registry<Connection>
  let store: FakeStore
  let presence: Presence
  const open = () =>
    new Presence({
      registry,
      store,
      apps: { known: () => undefined, find: () => Promise.resolve(undefined) },
      bus: createLocalBus(() => undefined),
      now: () => clock.now,
      log: createLogger('error'),
      holdersOf: () => Promise.resolve([]),
    })
  beforeEach(() => {
    clock.now = 1_700_000_000_000
    registry = new Registry()
    store = new FakeStore()
    presence = open()
  })

  function enter(platform: Platform, instanceId: string): Connection {
    const connection = {
      id: `${platform}/${instanceId}`,
      appId: 1,
      account: 'alice',
      platform,
      instanceId,
      order: 0,
      send: () => undefined,
      subscribe: () => undefined,
      unsubscribe: () => undefined,
    }
    registry.add(connection)
    presence.began(connection)
    return connection
  }
  function leave(connection: Connection, signedOut: boolean): void {
    registry.remove(connection)
    presence.ended(connection, signedOut)
  }
  const alice = async (from = presence) => {
    const [own] = await from.of(1, ['alice'], true)
    return own
  }
  const status = async (from = presence) => (await alice(from))?.status

  test.each([
    ['Android', 'PushOnline'],
    ['iPhone', 'PushOnline'],
    ['iPad', 'PushOnline'],
    ['Mac', 'PushOnline'],
    ['Web', 'Offline'],
    ['Windows', 'Offline'],
    ['Linux', 'Offline'],
  ] as const)(
    '%s is %s when its connection is lost, and Offline when it signs out',
    async (platform, lost) => {
      leave(enter(platform, 'a'), false)
      const afterLoss = await status()
      leave(enter(platform, 'a'), true)
      expect([afterLoss, await status()]).toEqual([lost, 'Offline'])
    },
  )

  test('Online wins over every device that is away', async () => {
    leave(enter('iPhone', 'a'), false)
    enter('Web', 'b')
    expect(await status()).toBe('Online')
  })

  test('a device that comes back is not away any more', async () => {
    leave(enter('iPhone', 'a'), false)
    await presence.stop()
    enter('iPhone', 'a')
    expect((await alice())?.devices).toEqual([
      { platform: 'iPhone', instanceId: 'a', status: 'Online' },
    ])
  })

  test('signing out of one device leaves the others away', async () => {
    leave(enter('iPhone', 'a'), false)
    leave(enter('iPad', 'b'), true)
    expect(await status()).toBe('PushOnline')
  })

  test('who is away for 7 days is Offline, and forgotten', async () => {
    leave(enter('Android', 'a'), false)
    await presence.stop()
    clock.now += WEEK - 1
    const before = await status()
    clock.now += 1
    expect([before, await status()]).toEqual(['PushOnline', 'Offline'])
    await presence.expiry().run(new AbortController().signal)
    expect(store.rows).toEqual([])
  })

  test('a restart remembers who is away', async () => {
    leave(enter('Android', 'a'), false)
    await presence.stop()
    expect(await status(open())).toBe('PushOnline')
  })

  test('what is not written yet is seen all the same', async () => {
    leave(enter('Android', 'a'), false)
    const soon = await status()
    await presence.stop()
    leave(enter('Android', 'a'), true)
    expect([soon, await status()]).toEqual(['PushOnline', 'Offline'])
  })

  test('a custom status stays while the account can be told, and goes when it is offline', async () => {
    const phone = enter('iPhone', 'a')
    presence.setCustomStatus(1, 'alice', 'busy')
    leave(phone, false)
    const away = await alice()
    leave(enter('iPhone', 'a'), true)
    const offline = await alice()
    enter('Web', 'b')
    expect([away?.customStatus, offline?.customStatus]).toEqual(['busy', ''])
    expect((await alice())?.customStatus).toBe('')
  })

  test('of nobody is Offline', async () => {
    expect(await presence.of(1, ['bob'], true)).toEqual([
      { userId: 'bob', status: 'Offline', customStatus: '', devices: [] },
    ])
  })
})
