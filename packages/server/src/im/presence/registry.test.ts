import { expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Connection } from './registry.ts'
import { Registry } from './registry.ts'

function connection(id: string, appId = 1, account = 'alice'): Connection {
  return {
    id,
    appId,
    account,
    platform: 'Web',
    instanceId: id,
    order: 0,
    send: () => undefined,
    subscribe: () => undefined,
    unsubscribe: () => undefined,
  }
}

test('finds connections by account and by app', () => {
  const registry = new Registry<Connection>()
  const [one, two, other] = [connection('1'), connection('2'), connection('3', 1, 'bob')]
  for (const each of [one, two, other, connection('4', 2)]) registry.add(each)

  expect(registry.of(1, 'alice')).toEqual([one, two])
  expect(registry.ofApp(1)).toEqual([one, two, other])
  expect(registry.of(1, 'nobody')).toEqual([])
  expect(registry.count).toBe(4)
})

test('whoever is removed twice, or was never there, changes nothing', () => {
  const registry = new Registry<Connection>()
  const [one, two] = [connection('1'), connection('2')]
  registry.add(one)
  registry.add(two)

  registry.remove(one)
  registry.remove(one)
  registry.remove(connection('3', 7, 'carol'))

  expect([...registry.all()]).toEqual([two])
  expect(registry.count).toBe(1)
})

test('counts what it holds, whatever comes and goes', () => {
  const moves = fc.array(
    fc.record({
      adds: fc.boolean(),
      id: fc.constantFrom('1', '2', '3'),
      appId: fc.constantFrom(1, 2),
      account: fc.constantFrom('alice', 'bob'),
    }),
  )
  fc.assert(
    fc.property(moves, (all) => {
      const registry = new Registry<Connection>()
      const held = new Map<string, Connection>()
      for (const { adds, id, appId, account } of all) {
        const key = `${id} ${appId} ${account}`
        const known = held.get(key)
        if (adds && !known) {
          const fresh = connection(id, appId, account)
          held.set(key, fresh)
          registry.add(fresh)
        } else if (!adds && known) {
          held.delete(key)
          registry.remove(known)
        }
      }
      expect(registry.count).toBe(held.size)
      expect(new Set(registry.all())).toEqual(new Set(held.values()))
    }),
  )
})
