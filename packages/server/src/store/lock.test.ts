import { expect, test } from 'bun:test'
import { Lock } from './lock.ts'

test('one holder at a time, first come, first served', async () => {
  const lock = new Lock()
  const log: string[] = []
  const work = (name: string) =>
    lock.run(async () => {
      log.push(`${name} in`)
      await Promise.resolve()
      log.push(`${name} out`)
    })

  await Promise.all(['a', 'b', 'c'].map(work))

  expect(log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out'])
  expect(lock.busy).toBe(false)
})

test('is given back by work that fails', async () => {
  const lock = new Lock()

  const failed = lock.run(() => Promise.reject(new Error('no')))

  await expect(failed).rejects.toThrow('no')
  expect(await lock.run(async () => 'next')).toBe('next')
})

test('who comes while it is handed over waits behind those who came before', async () => {
  const lock = new Lock()
  const log: string[] = []
  await lock.acquire()
  const second = lock.run(async () => void log.push('second'))
  lock.release()

  await Promise.all([lock.run(async () => void log.push('third')), second])

  expect(log).toEqual(['second', 'third'])
})
