import { expect, test } from 'bun:test'
import { RelationCache } from './cache.ts'

test('knows what it was told, by app and owner', () => {
  const cache = new RelationCache()
  cache.keepBlocklist(1, 'alice', ['bob'], 0)
  cache.keepPair({ appId: 1, owner: 'alice', friend: 'bob' }, true, 0)

  expect(cache.blocklist(1, 'alice')?.has('bob')).toBe(true)
  expect(cache.holds(1, 'alice', 'bob')).toBe(true)
  expect(cache.holds(1, 'alice', 'carol')).toBeUndefined()
  expect(cache.blocklist(2, 'alice')).toBeUndefined()
})

test('forgets one list and leaves the others', () => {
  const cache = new RelationCache()
  for (const owner of ['alice', 'bob']) {
    cache.keepBlocklist(1, owner, [], 0)
    cache.keepPair({ appId: 1, owner, friend: 'carol' }, false, 0)
  }

  cache.forgetBlocklist(1, 'alice')
  cache.forgetFriends(1, 'bob')

  expect([cache.blocklist(1, 'alice'), cache.blocklist(1, 'bob')?.size]).toEqual([undefined, 0])
  expect([cache.holds(1, 'alice', 'carol'), cache.holds(1, 'bob', 'carol')]).toEqual([
    false,
    undefined,
  ])
})

test('keeps nothing that was read before a change', () => {
  const cache = new RelationCache()
  const { changes } = cache
  cache.forgetBlocklist(1, 'bob')

  cache.keepBlocklist(1, 'alice', [], changes)
  cache.keepPair({ appId: 1, owner: 'alice', friend: 'bob' }, true, changes)

  expect([cache.blocklist(1, 'alice'), cache.holds(1, 'alice', 'bob')]).toEqual([
    undefined,
    undefined,
  ])
})

test('is emptied rather than grown without bound, and forgets an app at once', () => {
  const cache = new RelationCache()
  const thousand = Array.from({ length: 999 }, (_, at) => `u${at}`)
  for (let at = 0; at <= 500; at++) cache.keepBlocklist(1, `owner${at}`, thousand, 0)

  expect([cache.blocklist(1, 'owner0'), cache.blocklist(1, 'owner500')?.size]).toEqual([
    undefined,
    999,
  ])
  cache.forgetApp(1)
  expect(cache.blocklist(1, 'owner500')).toBeUndefined()
})
