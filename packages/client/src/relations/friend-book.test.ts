import { expect, test } from 'bun:test'
import type { FriendListResult, WireFriend } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { FriendBook } from './friend-book.ts'

function friend(userId: string, version: number, remark = ''): WireFriend {
  const rest = { groups: [], source: '', wording: '', addedAt: 1, custom: {}, profile: {} }
  return { userId, version, remark, ...rest, updatedAt: 0 }
}

function page(friends: readonly WireFriend[], more: Partial<FriendListResult> = {}) {
  const sequence = Math.max(0, ...friends.map(({ version }) => version))
  return { friends, whole: true, sequence, total: friends.length, cursor: 0, ...more }
}

/** A book over answers given one after the other. */
function open(...answers: readonly unknown[]) {
  const asked: [name: string, params: unknown][] = []
  const told: (readonly string[])[] = []
  const left = [...answers]
  const ask = ((name: string, params: unknown) => {
    asked.push([name, params])
    return Promise.resolve(left.shift())
  }) as Ask
  const book = new FriendBook({ ask, changed: (userIds) => told.push(userIds) })
  const names = () => book.list().map(({ userID }) => userID)
  return { book, asked, told, names }
}

test('is pulled page by page, once', async () => {
  const first = page([friend('bob', 1)], { cursor: 1, sequence: 2 })
  const { book, asked, told, names } = open(first, page([friend('carol', 2)]))

  await Promise.all([book.load(), book.load()])

  expect(names()).toEqual(['bob', 'carol'])
  expect(asked).toEqual([
    ['friend.list', { since: 0, cursor: 0 }],
    ['friend.list', { since: 0, cursor: 1 }],
  ])
  expect(told).toEqual([['bob', 'carol']])
})

test('reads only what news name', async () => {
  const { book, asked, names } = open(page([friend('bob', 1), friend('dan', 2)]), {
    friends: [friend('carol', 4)],
  })
  await book.load()

  await book.news({ before: 2, sequence: 4, changed: ['carol'], removed: ['bob'] })

  expect(names()).toEqual(['dan', 'carol'])
  expect(asked.at(-1)).toEqual(['friend.get', { userIds: ['carol'] }])
})

test('reads the list on where news were missed', async () => {
  const { book, asked, names } = open(
    page([friend('bob', 1)]),
    page([friend('carol', 3)], { whole: false }),
  )
  await book.load()

  await book.news({ before: 2, sequence: 3, changed: ['carol'], removed: [] })

  expect(names()).toEqual(['bob', 'carol'])
  expect(asked.at(-1)).toEqual(['friend.list', { since: 1, cursor: 0 }])
})

test('forgets whom a whole list does not name', async () => {
  const { book, told, names } = open(
    page([friend('bob', 1), friend('carol', 2)]),
    page([friend('carol', 2)], { sequence: 3 }),
  )
  await book.load()

  await book.refresh()

  expect(names()).toEqual(['carol'])
  expect(told.at(-1)).toEqual(['carol', 'bob'])
})

test('a late removal does not take one that was added again', async () => {
  const { book, names } = open(page([friend('bob', 5)]))
  await book.load()

  await book.news({ before: 3, sequence: 4, changed: [], removed: ['bob'] })

  expect(names()).toEqual(['bob'])
})

test('news before the first pull wait for it', async () => {
  const { book, asked } = open()

  await book.news({ before: 0, sequence: 1, changed: ['bob'], removed: [] })

  expect(asked).toEqual([])
})

test('what was asked for one account does not reach the next', async () => {
  const { book, names } = open(page([friend('bob', 1)]))

  const loading = book.load()
  await Promise.resolve()
  book.clear()
  await loading

  expect(names()).toEqual([])
})
