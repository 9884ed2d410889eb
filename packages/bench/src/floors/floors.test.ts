import { afterAll, beforeAll, expect, test } from 'bun:test'
import { tmpdir } from 'node:os'
import { broadcastLoad } from '../load/broadcast.ts'
import { groupLoad } from '../load/group.ts'
import { liveLoad } from '../load/live.ts'
import { closedLoad, pacedLoad } from '../load/messages.ts'
import { restLoad } from '../load/rest.ts'
import type { Server, Work } from '../side.ts'
import { startFloor } from './start.ts'

const works: readonly Work[] = ['messages', 'broadcast', 'group', 'live', 'rest']
const servers = new Map<Work, Server>()

beforeAll(async () => {
  for (const work of works) servers.set(work, await startFloor(work, tmpdir()))
})
afterAll(async () => {
  for (const server of servers.values()) await server[Symbol.asyncDispose]()
})

function on(work: Work) {
  const server = servers.get(work)
  if (server === undefined) throw new Error(`no floor for ${work}`)
  return { target: server.target, warmupSeconds: 0.05, seconds: 0.2 }
}

test('the floor delivers every message of a closed loop once', async () => {
  const { faults, perSecond } = await closedLoad({ ...on('messages'), senders: 10, window: 5 })

  expect(faults).toEqual([])
  expect(perSecond).toBeGreaterThan(0)
})

test('the floor delivers every message of a paced load once', async () => {
  const { faults, p50, p99 } = await pacedLoad({ ...on('messages'), senders: 10, perSecond: 500 })

  expect(faults).toEqual([])
  expect(p99).toBeGreaterThanOrEqual(p50)
})

test('the floor brings every event to every socket once', async () => {
  const { faults } = await broadcastLoad({ ...on('broadcast'), sockets: 20, window: 3 })

  expect(faults).toEqual([])
})

test('the floor brings every message of a group to every member once', async () => {
  const { faults, deliveriesPerSecond } = await groupLoad({
    ...on('group'),
    groups: ['one', 'two'],
    members: 20,
    window: 3,
  })

  expect(faults).toEqual([])
  expect(deliveriesPerSecond).toBeGreaterThan(0)
})

test('the floor brings every message of a live room to everybody in it once', async () => {
  const { faults, deliveriesPerSecond } = await liveLoad({
    ...on('live'),
    room: 'room',
    sockets: 20,
  })

  expect(faults).toEqual([])
  expect(deliveriesPerSecond).toBeGreaterThan(0)
})

test('the floor answers every REST call', async () => {
  const { faults } = await restLoad({
    ...on('rest'),
    identifier: 'administrator',
    accounts: 10,
    connections: 4,
  })

  expect(faults).toEqual([])
})

test('a server that loses messages makes the run invalid', async () => {
  // It answers logins and sends, and delivers nothing.
  const { target } = on('broadcast')

  const { faults } = await closedLoad({
    target,
    senders: 2,
    window: 1,
    warmupSeconds: 0,
    seconds: 0.01,
    drainSeconds: 0.05,
  })

  expect(faults).toContainEqual(expect.stringContaining('never delivered'))
})
