import { expect, test } from 'bun:test'
import type { Measurement } from './report.ts'
import { judge, renderTable } from './report.ts'

const measurement: Measurement = {
  figure: 'messages',
  title: 'message throughput',
  unit: 'msg/s',
  digits: 0,
  floor: 50_000,
  yanshu: 30_000,
  goal: { atLeast: 0.6 },
  faults: [],
}

test.each([
  { yanshu: 30_000, goal: { atLeast: 0.6 }, verdict: 'ok' },
  { yanshu: 29_999, goal: { atLeast: 0.6 }, verdict: 'miss' },
  { yanshu: 100_000, goal: { atMost: 2 }, verdict: 'ok' },
  { yanshu: 100_001, goal: { atMost: 2 }, verdict: 'miss' },
  { yanshu: 200_000, goal: { atLeastValue: 200_000 }, verdict: 'ok' },
  { yanshu: 199_999, goal: { atLeastValue: 200_000 }, verdict: 'miss' },
  { yanshu: 0, goal: { atMost: 2 }, verdict: 'invalid' },
  { yanshu: Number.NaN, goal: { atMost: 2 }, verdict: 'invalid' },
] as const)('$yanshu beside 50000 with $goal is $verdict', ({ yanshu, goal, verdict }) => {
  expect(judge({ ...measurement, yanshu, goal }).verdict).toBe(verdict)
})

test('a run with a fault is invalid, however good its figure', () => {
  expect(judge({ ...measurement, yanshu: 50_000, faults: ['1 lost'] }).verdict).toBe('invalid')
})

test('a table shows both figures, their ratio, the target and the verdict', () => {
  const [, , row] = renderTable([judge(measurement)]).split('\n')

  expect(row?.split(/\s{2,}/)).toEqual([
    'message throughput',
    'msg/s',
    '50,000',
    '30,000',
    '0.60',
    '>= 0.6',
    'ok',
  ])
})

test('a target that is a figure itself is shown as one', () => {
  const [, , row] = renderTable([judge({ ...measurement, goal: { atLeastValue: 20_000 } })]).split(
    '\n',
  )

  expect(row?.split(/\s{2,}/).slice(-2)).toEqual(['>= 20,000', 'ok'])
})

test('notes stand once below the table, faults each', () => {
  const row = judge({ ...measurement, note: 'how it was got', faults: ['1 lost'] })

  const lines = renderTable([row, row]).split('\n')

  expect(lines.filter((line) => line === 'how it was got')).toHaveLength(1)
  expect(lines).toContain('invalid: message throughput: 1 lost')
})
