import { expect, test } from 'bun:test'
import type { GroupRow } from '../group.ts'
import type { Standing } from '../member-store.ts'
import { HIDDEN, ROBOT } from './marks.ts'
import { Room } from './room.ts'

const standing: Standing = { role: 'Member', msgFlag: 0, nameCard: '', mutedUntil: 0 }
const DAY = 86_400_000

function newRoom(): Room {
  return new Room({
    appId: 1,
    id: 'room',
    conversation: 1,
    group: { group_id: 'room' } as GroupRow,
    topic: undefined,
  })
}

/** A room with so many in it, who came one after the other. */
function roomOf(count: number): Room {
  const room = newRoom()
  for (let at = 0; at < count; at++) room.enter(`u${at}`, `c${at}`, standing, at)
  return room
}

const names = (room: Room, part: Parameters<Room['list']>[0]) =>
  room.list(part).map(({ account }) => account)

test('lists the newest, page after page, each with a place of its own', () => {
  const room = newRoom()
  for (let at = 0; at < 7; at++) room.enter(`u${at}`, `c${at}`, standing, 5)
  room.leave('u5', 'c5')

  const first = room.list({ most: 4, limit: 3 })
  expect(first.map(({ account }) => account)).toEqual(['u6', 'u4', 'u3'])
  const before = first.at(-1)?.stamp
  room.enter('late', 'c', standing, 5)
  // The one that came meanwhile is one of the four newest.
  expect(names(room, { most: 5, limit: 3, before })).toEqual(['u2'])
  expect(names(room, { most: 4, limit: 3, before })).toEqual([])
})

test('an account is in a room as long as one of its connections is', () => {
  const room = newRoom()

  expect(room.enter('alice', 'a', standing, 0)).toBe(true)
  expect(room.enter('alice', 'b', standing, 0)).toBe(false)
  expect(room.leave('alice', 'x')).toBe(false)
  expect(room.leave('alice', 'a')).toBe(false)
  expect([room.online, room.connections]).toEqual([1, 1])
  expect(room.leave('alice', 'b')).toBe(true)
  expect([room.online, room.connections]).toEqual([0, 0])
})

test('who is lost stays until its time is over, unless it comes back', () => {
  const room = roomOf(3)
  room.lose('u0', 'c0', 100)
  room.lose('u1', 'c1', 200)

  expect(room.enter('u0', 'new', standing, 250)).toBe(false)
  expect([room.endLost(199), room.online]).toEqual([[], 3])
  expect([room.endLost(200), room.online, room.connections]).toEqual([['u1'], 2, 2])
})

test('10 kinds of marks are kept, each on 1000 members, until they leave', () => {
  const room = roomOf(1001)
  const { marks } = room
  const kinds = Array.from({ length: 11 }, (_, at) => 1000 + at)

  expect(kinds.filter((kind) => marks.set('u1', kind))).toEqual(kinds.slice(0, 10))
  const marked = Array.from({ length: 1001 }, (_, at) => `u${at}`).filter((each) =>
    marks.set(each, 1001),
  )
  expect(marked).toHaveLength(1000)
  expect(marks.of('u1')).toEqual(kinds.slice(0, 10))
  room.leave('u1', 'c1')
  expect(marks.of('u1')).toEqual([])
  expect(marks.set('u2', 1010)).toBe(true)
})

test('the hidden are listed where they are asked for', () => {
  const room = roomOf(3)
  room.marks.set('u1', HIDDEN)

  expect(names(room, { most: 9, limit: 9 })).toEqual(['u2', 'u0'])
  expect(names(room, { most: 9, limit: 9, mark: HIDDEN })).toEqual(['u1'])
})

test('robots are there for three days, and 1000 of them', () => {
  const room = newRoom()
  room.addRobot('robot', standing, 0)
  room.addRobot('alice', standing, 0)
  room.enter('alice', 'a', standing, 0)

  expect(names(room, { most: 9, limit: 9, mark: ROBOT })).toEqual(['alice', 'robot'])
  room.addRobot('robot', standing, DAY)
  room.expire(3 * DAY)
  expect(names(room, { most: 9, limit: 9 })).toEqual(['alice', 'robot'])
  room.expire(4 * DAY)
  expect(names(room, { most: 9, limit: 9 })).toEqual(['alice'])

  const added = Array.from({ length: 1001 }, (_, at) => room.addRobot(`r${at}`, standing, 0))
  expect(added.filter((done) => done)).toHaveLength(1000)
  expect([room.removeRobot('r1'), room.removeRobot('r1')]).toEqual([true, false])
  expect(room.online).toBe(1000)
})
