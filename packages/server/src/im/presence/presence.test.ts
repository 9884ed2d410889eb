import { beforeEach, describe, expect, test } from 'bun:test'
import type { Platform } from '@yanshu/protocol'
import type { Connection } from './service.ts'
import { Presence, Registry } from './service.ts'

const WEEK = 7 * 86_400_000

describe('presence', () => {
  const clock = { now: 0 }
  let registry: Registry<Connection>
  let presence: Presence
  beforeEach(() => {
    clock.now = 1_700_000_000_000
    registry = new Registry()
    presence = new Presence(registry, () => clock.now)
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
    }
    registry.add(connection)
    return connection
  }
  function leave(connection: Connection, signedOut: boolean): void {
    registry.remove(connection)
    presence.ended(connection, signedOut)
  }
  const status = () => presence.statusOf(1, 'alice')

  test.each([
    ['Android', 'PushOnline'],
    ['iPhone', 'PushOnline'],
    ['iPad', 'PushOnline'],
    ['Web', 'Offline'],
    ['Windows', 'Offline'],
    ['Mac', 'Offline'],
    ['Linux', 'Offline'],
  ] as const)(
    '%s is %s when its connection is lost, and Offline when it signs out',
    (platform, lost) => {
      leave(enter(platform, 'a'), false)
      const afterLoss = status()
      leave(enter(platform, 'a'), true)

      expect([afterLoss, status()]).toEqual([lost, 'Offline'])
    },
  )

  test('Online wins over every device that is away', () => {
    leave(enter('iPhone', 'a'), false)
    enter('Web', 'b')

    expect(status()).toBe('Online')
  })

  test('a device that comes back is not away any more', () => {
    leave(enter('iPhone', 'a'), false)
    enter('iPhone', 'a')

    expect(presence.devicesOf(1, 'alice')).toEqual([
      { platform: 'iPhone', instanceId: 'a', status: 'Online' },
    ])
  })

  test('signing out of one device leaves the others away', () => {
    leave(enter('iPhone', 'a'), false)
    leave(enter('iPad', 'b'), true)

    expect(status()).toBe('PushOnline')
  })

  test('who is away for 7 days is Offline', () => {
    leave(enter('Android', 'a'), false)
    clock.now += WEEK - 1
    const before = status()
    clock.now += 1

    expect([before, status()]).toEqual(['PushOnline', 'Offline'])
  })

  test('of nobody is Offline', () => {
    expect(presence.statusOf(2, 'alice')).toBe('Offline')
    expect(presence.devicesOf(1, 'bob')).toEqual([])
  })
})
