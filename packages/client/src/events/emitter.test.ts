import { expect, test } from 'bun:test'
import { Emitter } from './emitter.ts'

function emitter() {
  const thrown: unknown[] = []
  return { thrown, events: new Emitter((error, event) => thrown.push({ error, event })) }
}

test('a handler gets the name, the data and its context as this', () => {
  const { events } = emitter()
  const calls: unknown[] = []
  const page = { title: 'inbox' }
  events.on(
    'error',
    function (this: unknown, event) {
      calls.push([this, event])
    },
    page,
  )

  events.emit('error', { code: 1, message: 'x' })

  expect(calls).toEqual([[page, { name: 'error', data: { code: 1, message: 'x' } }]])
})

test('off removes by the same function, not by a bound copy', () => {
  const { events } = emitter()
  let calls = 0
  const page = {
    count() {
      calls += 1
    },
  }
  const bound = page.count.bind(page)
  events.on('sdkStateReady', bound)

  events.off('sdkStateReady', page.count.bind(page))
  events.emit('sdkStateReady', undefined)
  events.off('sdkStateReady', bound)
  events.emit('sdkStateReady', undefined)

  expect(calls).toBe(1)
})

test('off with a context leaves the other contexts', () => {
  const { events } = emitter()
  const seen: unknown[] = []
  const first = { name: 'first' }
  const second = { name: 'second' }
  function note(this: unknown) {
    seen.push(this)
  }
  events.on('sdkStateReady', note, first)
  events.on('sdkStateReady', note, second)

  events.off('sdkStateReady', note, first)
  events.emit('sdkStateReady', undefined)

  expect(seen).toEqual([second])
})

test('once is called a single time', () => {
  const { events } = emitter()
  let calls = 0
  events.once('sdkStateReady', () => {
    calls += 1
  })

  events.emit('sdkStateReady', undefined)
  events.emit('sdkStateReady', undefined)

  expect(calls).toBe(1)
})

test('off with once set leaves the lasting registration', () => {
  const { events } = emitter()
  let calls = 0
  const count = () => {
    calls += 1
  }
  events.on('sdkStateReady', count)
  events.once('sdkStateReady', count)

  events.off('sdkStateReady', count, undefined, true)
  events.emit('sdkStateReady', undefined)

  expect(calls).toBe(1)
})

test('a handler that throws is reported and the next one still runs', () => {
  const { events, thrown } = emitter()
  let calls = 0
  const broken = new Error('broken')
  events.on('sdkStateReady', () => {
    throw broken
  })
  events.on('sdkStateReady', () => {
    calls += 1
  })

  events.emit('sdkStateReady', undefined)

  expect(calls).toBe(1)
  expect(thrown).toEqual([{ error: broken, event: 'sdkStateReady' }])
})

test('a handler may remove itself and others while an event is sent', () => {
  const { events } = emitter()
  const calls: string[] = []
  const second = () => {
    calls.push('second')
  }
  const first = () => {
    calls.push('first')
    events.off('sdkStateReady', first)
    events.off('sdkStateReady', second)
  }
  events.on('sdkStateReady', first)
  events.on('sdkStateReady', second)

  events.emit('sdkStateReady', undefined)
  events.emit('sdkStateReady', undefined)

  expect(calls).toEqual(['first', 'second'])
})
