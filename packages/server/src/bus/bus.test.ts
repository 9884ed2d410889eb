import { expect, test } from 'bun:test'
import { createLocalBus } from './bus.ts'

test('handlers get an event at once, in the order they subscribed', () => {
  const bus = createLocalBus(() => undefined)
  const seen: string[] = []
  bus.subscribe('app.stopped', ({ appId }) => seen.push(`first ${appId}`))
  bus.subscribe('app.stopped', ({ appId }) => seen.push(`second ${appId}`))
  bus.subscribe('message.imported', () => seen.push('other'))

  bus.publish('app.stopped', { appId: 7 })

  expect(seen).toEqual(['first 7', 'second 7'])
})

test('a handler that fails is reported and takes the event from nobody', () => {
  const failures: unknown[] = []
  const bus = createLocalBus((error) => failures.push(error))
  const fault = new Error('no')
  const seen: number[] = []
  bus.subscribe('app.stopped', () => {
    throw fault
  })
  bus.subscribe('app.stopped', ({ appId }) => seen.push(appId))

  bus.publish('app.stopped', { appId: 7 })

  expect(seen).toEqual([7])
  expect(failures).toEqual([fault])
})

test('an event that nobody waits for goes by', () => {
  const bus = createLocalBus(() => undefined)

  expect(() => bus.publish('app.stopped', { appId: 7 })).not.toThrow()
})
