import { expect, test } from 'bun:test'
import type { MsgPriority } from '@yanshu/protocol'
import fc from 'fast-check'
import { Flow, MOST_PER_SECOND } from './flow.ts'

function send(flow: Flow, second: number, messages: readonly MsgPriority[]) {
  const passed: Record<MsgPriority, number> = { High: 0, Normal: 0, Low: 0, Lowest: 0 }
  for (const priority of messages) {
    if (flow.admits(priority, second * 1000)) passed[priority] += 1
  }
  return passed
}

const many = (priority: MsgPriority, count: number) => Array.from({ length: count }, () => priority)

test('lets 40 messages through in a second, whatever they are', () => {
  const flow = new Flow()

  expect(send(flow, 5, many('Low', 50)).Low).toBe(MOST_PER_SECOND)
  expect(send(flow, 6, many('High', 30)).High).toBe(30)
})

test('drops the least important first while too many come', () => {
  const flow = new Flow()
  const second = [...many('Low', 40), ...many('Normal', 20), ...many('High', 30)]
  send(flow, 1, second)

  const passed = send(flow, 2, second)

  expect(passed).toEqual({ High: 30, Normal: 10, Low: 0, Lowest: 0 })
})

test('forgets the crowd after a calm second', () => {
  const flow = new Flow()
  send(flow, 1, [...many('High', 40), ...many('Low', 40)])
  send(flow, 2, many('Low', 1))

  expect(send(flow, 3, many('Low', 40)).Low).toBe(40)
})

test('never lets more than the rate through', () => {
  const priority = fc.constantFrom<MsgPriority>('High', 'Normal', 'Low', 'Lowest')
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), priority), { maxLength: 400 }), (steps) => {
      const flow = new Flow()
      const passed = new Map<number, number>()
      for (const [second, each] of steps.toSorted(([a], [b]) => a - b)) {
        if (flow.admits(each, second * 1000)) passed.set(second, (passed.get(second) ?? 0) + 1)
      }
      expect(Math.max(0, ...passed.values())).toBeLessThanOrEqual(MOST_PER_SECOND)
    }),
  )
})
