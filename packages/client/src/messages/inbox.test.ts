import { afterEach, beforeEach, expect, jest, test } from 'bun:test'
import type { HistoryResult } from '@yanshu/protocol'
import fc from 'fast-check'
import { wireMessage } from '../../test/wire.ts'
import { Inbox } from './inbox.ts'

const grace = 100
const seqs = (...list: number[]) => list.map((seq) => wireMessage({ seq }))

/** An inbox whose conversation holds the seqs from 1 to `stored` at the server, but for some. */
function inbox({ stored = 0, invisible = [] as number[], broken = false } = {}) {
  const out: number[] = []
  const own: number[] = []
  const pulls: number[] = []
  const pull = async (_id: string, after: number): Promise<HistoryResult> => {
    pulls.push(after)
    if (broken) throw new Error('no connection')
    const all = seqs(...Array.from({ length: stored }, (_, at) => at + 1)).filter(
      ({ seq }) => seq > after && !invisible.includes(seq),
    )
    return { messages: all.slice(0, 100), complete: all.length <= 100 }
  }
  const box = new Inbox({
    grace,
    conversationOf: ({ from }) => `C2C${from}`,
    pull,
    deliver: (messages) => out.push(...messages.map(({ seq }) => seq)),
    ownReturned: ({ seq }) => own.push(seq),
  })
  return { box, out, own, pulls }
}

async function waitForPull(): Promise<void> {
  jest.advanceTimersByTime(grace)
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

beforeEach(() => {
  jest.useFakeTimers()
})

afterEach(() => {
  jest.useRealTimers()
})

test('messages in order go straight through, doubles are dropped', () => {
  const { box, out, pulls } = inbox()

  box.receive(seqs(1, 2, 2, 3))
  box.receive(seqs(1, 3, 4))

  expect(out).toEqual([1, 2, 3, 4])
  expect(pulls).toEqual([])
})

test('a message that was overtaken puts things in order without a pull', async () => {
  const { box, out, pulls } = inbox({ stored: 3 })
  box.receive(seqs(1))

  box.receive(seqs(3))
  expect(out).toEqual([1])
  box.receive(seqs(2))
  await waitForPull()

  expect(out).toEqual([1, 2, 3])
  expect(pulls).toEqual([])
})

test('missing messages are pulled, page by page', async () => {
  const { box, out, pulls } = inbox({ stored: 250 })
  box.receive(seqs(1))

  box.receive(seqs(250))
  await waitForPull()

  expect(out).toEqual(Array.from({ length: 250 }, (_, at) => at + 1))
  expect(pulls).toEqual([1, 101, 201])
})

test('a seq that is not for this account holds nothing back', async () => {
  const { box, out } = inbox({ stored: 5, invisible: [2, 3] })
  box.receive(seqs(1))

  box.receive(seqs(5))
  await waitForPull()
  box.receive(seqs(6))

  expect(out).toEqual([1, 4, 5, 6])
})

test('a failed pull lets the rest through, and what comes later still counts', async () => {
  const { box, out } = inbox({ broken: true })
  box.receive(seqs(1))

  box.receive(seqs(3))
  await waitForPull()
  box.receive(seqs(2, 3))

  expect(out).toEqual([1, 3, 2])
})

test('a very large hole is filled at its near end only', async () => {
  const { box, out, pulls } = inbox({ stored: 2_000 })
  box.receive(seqs(1))

  box.receive(seqs(2_000))
  await waitForPull()

  expect(pulls[0]).toBe(1_499)
  expect(out).toHaveLength(502)
})

test('the echo of an own message is no news, and closes the hole it left', async () => {
  const { box, out, own, pulls } = inbox()
  box.receive(seqs(1))
  box.leaving('alice-2')

  box.receive(seqs(3))
  box.receive([wireMessage({ seq: 2, id: 'alice-2' })])
  await waitForPull()

  expect(out).toEqual([1, 3])
  expect(own).toEqual([2])
  expect(pulls).toEqual([])
})

test('the place an answer gave to an own message closes the hole as well', async () => {
  const { box, out, pulls } = inbox()
  box.receive(seqs(1, 3))

  box.placed('C2Cbob', 2)
  await waitForPull()

  expect(out).toEqual([1, 3])
  expect(pulls).toEqual([])
})

test('a conversation that is known to go on is fetched though nothing came', async () => {
  const { box, out } = inbox({ stored: 3 })
  box.startAt('C2Cbob', 1)

  box.expect('C2Cbob', 3)
  await waitForPull()

  expect(out).toEqual([2, 3])
})

test.each([2, 3])('a message that a list told of first is handed out all the same: %d', (last) => {
  const { box, out } = inbox({ stored: last })
  box.startAt('C2Cbob', 1)

  box.expect('C2Cbob', last)
  box.receive(seqs(2, 3))

  expect(out).toEqual([2, 3])
})

test('a message that a list told of is fetched where it does not come', async () => {
  const { box, out, pulls } = inbox({ stored: 2 })
  box.startAt('C2Cbob', 1)

  box.expect('C2Cbob', 2)
  await waitForPull()

  expect(out).toEqual([2])
  expect(pulls).toEqual([1])
})

test('a message before the start of a track is handed out once', () => {
  const { box, out } = inbox()
  box.startAt('C2Cbob', 5)

  box.receive(seqs(5))
  box.receive(seqs(5, 6))

  expect(out).toEqual([5, 6])
})

test('what arrives in a pause waits, what sync brings does not', () => {
  const { box, out } = inbox()
  box.receive(seqs(1))

  box.pause()
  box.receive(seqs(3))
  box.receiveNow(seqs(2, 3))
  expect(out).toEqual([1, 2, 3])
  box.receive(seqs(4))
  box.resume()

  expect(out).toEqual([1, 2, 3, 4])
})

test('online-only messages have no place and come once by id', () => {
  const { box, out } = inbox()
  const typing = wireMessage({ seq: 0, id: 'typing' })

  box.receive([typing, typing])

  expect(out).toEqual([0])
})

test('each conversation has holes of its own', () => {
  const { box, out } = inbox()
  box.receive(seqs(1, 3))

  box.receive([wireMessage({ from: 'carol', seq: 7 }), wireMessage({ from: 'carol', seq: 8 })])

  expect(out).toEqual([1, 7, 8])
})

test('whatever the order and the doubles, all come out once and ascending', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 40 }),
      async (arrivals) => {
        const { box, out } = inbox({ stored: 13 })
        box.startAt('C2Cbob', 0)

        for (const seq of arrivals) box.receive(seqs(seq))
        box.receive(seqs(13))
        await waitForPull()

        expect(out).toEqual(Array.from({ length: 13 }, (_, at) => at + 1))
      },
    ),
  )
})
