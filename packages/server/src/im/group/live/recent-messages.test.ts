import { expect, test } from 'bun:test'
import type { WireGroupMessage } from '@yanshu/protocol'
import { RecentMessages } from './recent-messages.ts'

const message = (id: number, time = 0) => ({ id: String(id), time }) as WireGroupMessage
const ids = (recent: RecentMessages, room: string, most: number, now = 0) =>
  recent.last(room, most, now).map(({ id }) => Number(id))

test('keeps the newest 50 of a room, and shows those of a day', () => {
  const recent = new RecentMessages()
  for (let id = 1; id <= 60; id++) recent.add('a', message(id, id))

  expect(ids(recent, 'a', 0)).toEqual([])
  expect(ids(recent, 'a', 2)).toEqual([59, 60])
  expect(ids(recent, 'a', 100)).toHaveLength(50)
  expect(ids(recent, 'a', 100, 86_400 + 58)).toEqual([59, 60])
  recent.remove('a', '60')
  expect(ids(recent, 'a', 2)).toEqual([58, 59])
  expect([recent.find('a', '59')?.id, recent.find('a', '60'), recent.find('b', '1')]).toEqual([
    '59',
    undefined,
    undefined,
  ])
})

test('keeps 30,000 messages in all; the room that is silent for longest loses its own', () => {
  const recent = new RecentMessages()
  for (let room = 0; room < 600; room++) {
    for (let id = 1; id <= 50; id++) recent.add(`r${room}`, message(id))
  }
  recent.add('r0', message(51))
  recent.add('another', message(1))

  expect([ids(recent, 'r0', 1), ids(recent, 'r1', 1), ids(recent, 'r2', 1)]).toEqual([
    [51],
    [],
    [50],
  ])
})
