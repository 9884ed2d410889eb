import { expect, test } from 'bun:test'
import { KeyCache } from './key-cache.ts'
import type { SigningKey } from './key-store.ts'

const principal = { uin: '1', ownerUin: '1', appId: 9, isRoot: true, user: 'root' }
const key: SigningKey = { secretKey: 's', status: 'Active', principal }

function cacheOver(load: (id: string) => Promise<SigningKey | undefined>) {
  const loads: string[] = []
  const clock = { now: 0 }
  const cache = new KeyCache({
    now: () => clock.now,
    capacity: 2,
    load: (id) => {
      loads.push(id)
      return load(id)
    },
  })
  return { cache, loads, clock }
}

test('loads a key once', async () => {
  const { cache, loads } = cacheOver(async () => key)

  expect(await cache.find('a')).toBe(key)
  expect(await cache.find('a')).toBe(key)
  expect(loads).toEqual(['a'])
})

test('loads a key again once it is old', async () => {
  const { cache, loads, clock } = cacheOver(async () => key)
  await cache.find('a')

  clock.now = 10_000
  await cache.find('a')

  expect(loads).toEqual(['a', 'a'])
})

test('keeps no more keys than it may', async () => {
  const { cache, loads } = cacheOver(async () => key)
  for (const id of ['a', 'b', 'c', 'c', 'a']) await cache.find(id)

  expect(loads).toEqual(['a', 'b', 'c', 'a'])
})

test('does not remember unknown ids', async () => {
  const { cache, loads } = cacheOver(async () => undefined)
  await cache.find('a')
  await cache.find('a')

  expect(loads).toEqual(['a', 'a'])
})

test('does not keep what was read before a change', async () => {
  const reading = Promise.withResolvers<SigningKey>()
  const { cache, loads } = cacheOver(() => reading.promise)
  const found = cache.find('a')

  cache.invalidate('a')
  reading.resolve(key)
  await found
  await cache.find('a')

  expect(loads).toEqual(['a', 'a'])
})
