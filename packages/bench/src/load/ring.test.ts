import { expect, test } from 'bun:test'
import { Ring } from './ring.ts'

test('a message that is answered and delivered once leaves nothing to complain about', () => {
  const ring = new Ring(3)

  const random = ring.send(2)
  ring.deliver(0, random)
  ring.acknowledge(2)

  expect(ring.settled).toBe(true)
  expect(ring.verdict()).toEqual([])
})

test('no two messages share their random', () => {
  const ring = new Ring(200)

  const randoms = Array.from({ length: 1000 }, (_, index) => ring.send(index % 200))

  expect(new Set(randoms).size).toBe(1000)
})

test('the window opens with the answer, not with the delivery', () => {
  const ring = new Ring(2)
  const random = ring.send(0)

  ring.deliver(1, random)
  expect(ring.inFlight(0)).toBe(1)

  ring.acknowledge(0)
  expect(ring.inFlight(0)).toBe(0)
})

test('a message delivered twice is a fault', () => {
  const ring = new Ring(2)
  const random = ring.send(0)

  ring.deliver(1, random)
  ring.deliver(1, random)
  ring.acknowledge(0)

  expect(ring.verdict()).toEqual([`message ${random} was delivered twice`])
})

test('a lost message and a lost answer are faults', () => {
  const ring = new Ring(2)

  ring.send(0)

  expect(ring.verdict()).toEqual([
    '1 messages were never answered',
    '1 messages were never delivered',
  ])
})

test('a message that reaches another than its receiver is a fault', () => {
  const ring = new Ring(3)

  ring.deliver(2, ring.send(0))

  expect(ring.faults).toHaveLength(1)
  expect(ring.delivered).toBe(0)
})

test('a message that nobody sent is a fault', () => {
  const ring = new Ring(3)

  ring.deliver(1, 0)

  expect(ring.faults).toEqual(['receiver 1 got message 0, which was never sent'])
})

test('an answer too many is a fault', () => {
  const ring = new Ring(2)

  ring.acknowledge(0)

  expect(ring.faults).toEqual(['sender 0 got an answer too many'])
})
