import { expect, test } from 'bun:test'
import type { PermissionCheck } from '@yanshu/protocol'
import { MayBatch } from './may-batch.ts'

const about = (Action: string): PermissionCheck => ({ Action })

function batch(most: number) {
  const requests: string[][] = []
  const askMany = async (checks: readonly PermissionCheck[]) => {
    requests.push(checks.map(({ Action }) => Action))
    return checks.map(({ Action }) => Action !== 'im:DeleteSdkappid')
  }
  return { asked: new MayBatch(askMany, most), requests }
}

test('what is asked together is one request, and everybody gets the own answer', async () => {
  const { asked, requests } = batch(10)

  const answers = await Promise.all([
    asked.ask(about('im:StopSdkAppId')),
    asked.ask(about('im:DeleteSdkappid')),
  ])

  expect(answers).toEqual([true, false])
  expect(requests).toEqual([['im:StopSdkAppId', 'im:DeleteSdkappid']])
})

test('more than a request takes is asked in several', async () => {
  const { asked, requests } = batch(2)

  await Promise.all(['a', 'b', 'c'].map((name) => asked.ask(about(name))))

  expect(requests).toEqual([['a', 'b'], ['c']])
})

test('what is asked later is a request of its own', async () => {
  const { asked, requests } = batch(2)

  await asked.ask(about('a'))
  await asked.ask(about('b'))

  expect(requests).toEqual([['a'], ['b']])
})

test('a failed request fails all who waited for it', async () => {
  const asked = new MayBatch(() => Promise.reject(new Error('lost')), 10)

  const outcomes = await Promise.allSettled([asked.ask(about('a')), asked.ask(about('b'))])

  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

test('an answer that is missing counts as no', async () => {
  const asked = new MayBatch(async () => [], 10)

  expect(await asked.ask(about('a'))).toBe(false)
})
