import { afterEach, beforeEach, expect, jest, test } from 'bun:test'
import { closes } from '@yanshu/protocol/gateway/closes'
import { RequestTable } from './request-table.ts'

interface Frame {
  readonly id: number
  readonly method: string
  readonly params: unknown
}

const lasting = { timeout: 15_000, retry: true }

function table() {
  const sent: Frame[] = []
  const requests = new RequestTable((text) => sent.push(JSON.parse(text) as Frame))
  return { sent, requests }
}

function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch((error: unknown) => error)
}

beforeEach(() => {
  jest.useFakeTimers()
})

afterEach(() => {
  jest.useRealTimers()
})

test('requests under way are sent again, the same and ahead of those that waited', () => {
  const { sent, requests } = table()
  requests.open()
  void requests.ask('first', { random: 7 }, lasting)
  void requests.ask('second', {}, lasting)

  requests.close(closes.goingAway.code)
  void requests.ask('third', {}, lasting)
  requests.open()

  expect(sent.map(({ method }) => method)).toEqual(['first', 'second', 'first', 'second', 'third'])
  expect(sent[2]).toEqual(sent[0] as Frame)
})

test('a request that is not to be repeated fails with the connection', async () => {
  const { requests } = table()
  requests.open()
  const failed = outcome(requests.ask('ping', {}, { timeout: 1, retry: false }))

  requests.close(closes.goingAway.code)

  expect(await failed).toMatchObject({ code: 2800 })
})

test('a request gives up in time, and its late answer is passed over', async () => {
  const { sent, requests } = table()
  requests.open()
  const failed = outcome(requests.ask('slow', {}, lasting))

  jest.advanceTimersByTime(15_000)
  requests.settle({ id: sent[0]?.id ?? 0, result: {} })

  expect(await failed).toMatchObject({ code: 2800 })
})

test('a request gives up in time without a connection as well', async () => {
  const { requests } = table()
  const failed = outcome(requests.ask('waiting', {}, lasting))

  jest.advanceTimersByTime(15_000)

  expect(await failed).toMatchObject({ code: 2800 })
})

test('a frame that is too large fails alone', async () => {
  const { sent, requests } = table()
  requests.open()
  const failed = outcome(requests.ask('large', { text: 'x'.repeat(100_000) }, lasting))
  void requests.ask('small', {}, lasting)

  requests.close(closes.tooBig.code)
  requests.open()

  expect(await failed).toMatchObject({ code: 2800 })
  expect(sent.map(({ method }) => method)).toEqual(['large', 'small', 'small'])
})

test('a request that lost three connections fails', async () => {
  const { requests } = table()
  const failed = outcome(requests.ask('poison', {}, lasting))

  for (let round = 0; round < 3; round += 1) {
    requests.open()
    requests.close(closes.internal.code)
  }

  expect(await failed).toMatchObject({ code: 2800 })
})

test('no more than 64 requests are under way, and an answer lets the next one go', () => {
  const { sent, requests } = table()
  requests.open()
  for (let at = 0; at < 70; at += 1) void requests.ask('read', { at }, lasting)
  expect(sent).toHaveLength(64)

  requests.settle({ id: sent[10]?.id ?? 0, result: {} })

  expect(sent).toHaveLength(65)
  expect(sent[64]?.params).toEqual({ at: 64 })
})
