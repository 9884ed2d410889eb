import { expect, test } from 'bun:test'
import { Repeats } from './repeats.ts'

test('a name is worked for once within two minutes', async () => {
  const clock = { now: 0 }
  const repeats = new Repeats<number>(() => clock.now)
  let done = 0
  const ask = (name?: string) => repeats.once(name, async () => ++done)

  expect(await Promise.all([ask('a'), ask('a'), ask('b'), ask(), ask()])).toEqual([1, 1, 2, 3, 4])
  clock.now = 119_999
  expect(await ask('a')).toBe(1)
  clock.now = 120_000
  expect(await ask('a')).toBe(5)
})

test('what failed is tried again, and a flood of names is forgotten', async () => {
  const repeats = new Repeats<string>(() => 0)
  const failing = repeats.once('a', () => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  expect(await repeats.once('a', async () => 'done')).toBe('done')

  for (let at = 0; at < 20_000; at++) void repeats.once(`made up ${at}`, async () => '')
  expect(await repeats.once('a', async () => 'done again')).toBe('done again')
})
