import { expect, test } from 'bun:test'
import { Gate } from './gate.ts'

test('runs and queues no more than it may', async () => {
  const gate = new Gate({ running: 2, waiting: 3 })
  const open = Promise.withResolvers<void>()
  let running = 0
  let most = 0
  const task = async () => {
    most = Math.max(most, ++running)
    await open.promise
    running--
  }

  const tasks = Array.from({ length: 5 }, () => gate.run(task))

  expect(gate.full).toBeTrue()
  await expect(gate.run(task)).rejects.toThrow('full')
  open.resolve()
  await Promise.all(tasks)
  expect(most).toBe(2)
  expect(gate.full).toBeFalse()
})

test('gives the place back when a task fails', async () => {
  const gate = new Gate({ running: 1, waiting: 1 })
  const failing = gate.run(() => Promise.reject(new Error('no')))
  const next = gate.run(async () => 7)

  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe(7)
  expect(await gate.run(async () => 8)).toBe(8)
})
