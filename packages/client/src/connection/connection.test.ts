import { afterEach, beforeEach, expect, jest, test } from 'bun:test'
import { accountErrors } from '@yanshu/protocol/errors/account'
import { closes } from '@yanshu/protocol/gateway/closes'
import { Connection } from './connection.ts'
import { timing } from './timing.ts'

type Listener = (event: never) => void

/** A socket that does what a test says. */
class FakeSocket {
  static all: FakeSocket[] = []
  readonly sent: { id: number; method: string }[] = []
  readonly #listeners = new Map<string, Listener>()
  closed = false

  constructor() {
    FakeSocket.all.push(this)
  }

  static get last(): FakeSocket {
    return FakeSocket.all.at(-1) ?? new FakeSocket()
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, listener)
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as { id: number; method: string })
  }

  close(): void {
    this.closed = true
  }

  happen(type: string, event: unknown = {}): void {
    this.#listeners.get(type)?.(event as never)
  }

  answer(frame: object): void {
    this.happen('message', { data: JSON.stringify({ id: this.sent.at(-1)?.id, ...frame }) })
  }

  async signIn(): Promise<void> {
    this.happen('open')
    this.answer({ result: {} })
    await Promise.resolve()
    await Promise.resolve()
  }
}

function connect() {
  const ended: unknown[] = []
  const connection = new Connection({
    url: 'ws://gateway.test/gateway',
    socketClass: FakeSocket,
    timing,
    first: { name: 'login', params: { sdkAppId: 1, userId: 'alice', userSig: 'sig' } },
    onFrame: () => {},
    letIn: () => {},
    received: () => {},
    stateChanged: () => {},
    ended: (error) => ended.push(error),
  })
  connection.start()
  return { connection, ended }
}

beforeEach(() => {
  FakeSocket.all = []
  jest.useFakeTimers()
})

afterEach(() => {
  jest.useRealTimers()
})

test.each(['kicked', 'authFailed'] as const)('does not come back after %s', async (why) => {
  const { ended } = connect()
  await FakeSocket.last.signIn()

  FakeSocket.last.happen('close', closes[why])
  jest.advanceTimersByTime(600_000)

  expect(FakeSocket.all).toHaveLength(1)
  expect(ended).toHaveLength(1)
})

test.each(['done', 'goingAway', 'idle', 'slow', 'appStopped'] as const)(
  'comes back within half a second after %s',
  async (why) => {
    const { ended } = connect()
    await FakeSocket.last.signIn()

    FakeSocket.last.happen('close', closes[why])
    jest.advanceTimersByTime(500)

    expect(FakeSocket.all).toHaveLength(2)
    expect(ended).toEqual([])
  },
)

test('waits longer and longer while it is dropped right after each login', async () => {
  connect()
  for (const most of [500, 1_000, 2_000, 4_000]) {
    const before = FakeSocket.all.length
    await FakeSocket.last.signIn()

    FakeSocket.last.happen('close', closes.goingAway)
    jest.advanceTimersByTime(most / 2 - 1)
    expect(FakeSocket.all).toHaveLength(before)
    jest.advanceTimersByTime(most / 2 + 1)

    expect(FakeSocket.all).toHaveLength(before + 1)
  }
})

test('waits little again after a connection that held', async () => {
  connect()
  for (let round = 0; round < 6; round += 1) {
    await FakeSocket.last.signIn()
    jest.advanceTimersByTime(timing.stable)
    FakeSocket.last.happen('close', closes.goingAway)
    jest.advanceTimersByTime(500)
  }

  expect(FakeSocket.all).toHaveLength(7)
})

test('gives up a socket that does not open, and ignores what it does later', async () => {
  const { ended } = connect()
  await FakeSocket.last.signIn()
  FakeSocket.last.happen('close', closes.goingAway)
  jest.advanceTimersByTime(500)
  const silent = FakeSocket.last

  jest.advanceTimersByTime(timing.dial)
  jest.advanceTimersByTime(1_000)
  silent.happen('open')
  silent.happen('close', closes.kicked)

  expect(FakeSocket.last).not.toBe(silent)
  expect(silent.closed).toBe(true)
  expect(silent.sent).toEqual([])
  expect(ended).toEqual([])
})

test('a first login that nobody answers ends', () => {
  const { ended } = connect()

  jest.advanceTimersByTime(timing.request)

  expect(ended).toMatchObject([{ code: 2800 }])
})

test('a first login that is refused ends, whatever the code', async () => {
  const { ended } = connect()
  FakeSocket.last.happen('open')

  FakeSocket.last.answer({ error: { code: accountErrors.tooManyFailures.code, message: 'no' } })
  await Promise.resolve()
  await Promise.resolve()

  expect(ended).toMatchObject([{ code: 70050 }])
})

test('requests wait for the login and leave in order', async () => {
  const { connection } = connect()
  void connection.request('ping', {})
  void connection.request('conversation.list', {})

  await FakeSocket.last.signIn()

  const order = FakeSocket.last.sent.map(({ method }) => method)
  expect(order).toEqual(['login', 'ping', 'conversation.list'])
})

test('a network that is back is tried at once', async () => {
  const { connection } = connect()
  await FakeSocket.last.signIn()
  FakeSocket.last.happen('close', closes.goingAway)

  connection.hurry()
  connection.hurry()

  expect(FakeSocket.all).toHaveLength(2)
})

test('what is no frame is passed over', async () => {
  const { connection } = connect()
  await FakeSocket.last.signIn()
  const answer = connection.request('ping', {})

  FakeSocket.last.happen('message', { data: '<html>' })
  FakeSocket.last.happen('message', { data: new ArrayBuffer(1) })
  FakeSocket.last.answer({ result: { behind: false } })

  expect(await answer).toMatchObject({ behind: false })
})
