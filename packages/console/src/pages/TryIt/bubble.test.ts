import { expect, test } from 'bun:test'
import type { Message } from '@yanshu/client'
import { bubbleOf, inOrder } from './bubble.ts'

/** A text sent and accepted; a case changes what matters to it. */
function message(part: Partial<Message> = {}): Message {
  const base: Partial<Message> = {
    ID: 'a',
    type: 'TIMTextElem',
    payload: { text: 'hello' },
    flow: 'out',
    status: 'success',
    time: 100,
    clientTime: 99,
    sequence: 1,
    isRevoked: false,
    isPeerRead: false,
  }
  return { ...base, ...part } as Message
}

test.each([
  { name: 'accepted', part: {}, state: 'sent', canRecall: true },
  { name: 'read', part: { isPeerRead: true }, state: 'read', canRecall: true },
  { name: 'on its way', part: { status: 'unSend' }, state: 'sending', canRecall: false },
  { name: 'refused', part: { status: 'fail' }, state: 'failed', canRecall: false },
  { name: 'received', part: { flow: 'in' }, state: 'received', canRecall: false },
  { name: 'recalled', part: { isRevoked: true }, state: 'recalled', canRecall: false },
  {
    name: 'recalled by the other',
    part: { isRevoked: true, flow: 'in' },
    state: 'recalled',
    canRecall: false,
  },
] as const)('a message that is $name is drawn as $state', ({ part, state, canRecall }) => {
  expect(bubbleOf(message(part))).toMatchObject({ state, canRecall })
})

test('a message without a server time shows the time it was written', () => {
  expect(bubbleOf(message({ time: 0 })).time).toBe(99)
})

test('a message that is no text is named by its type', () => {
  const bubble = bubbleOf(message({ type: 'TIMFaceElem', payload: { index: 1, data: '' } }))

  expect(bubble).toMatchObject({ text: undefined, type: 'TIMFaceElem' })
})

test('only a message that was not sent tells why', () => {
  expect(bubbleOf(message({ status: 'fail' }), '20012 muted').failure).toBe('20012 muted')
  expect(bubbleOf(message(), '20012 muted').failure).toBeUndefined()
})

test('messages stand in the order of the conversation, unsent ones where they were written', () => {
  const messages = [
    message({ ID: 'third', sequence: 3 }),
    message({ ID: 'unsent', sequence: 0 }),
    message({ ID: 'unsent too', sequence: 0 }),
    message({ ID: 'second', sequence: 2 }),
    message({ ID: 'first', sequence: 1 }),
  ]
  const writtenAfter = new Map([
    ['unsent', 2],
    ['unsent too', 2],
    ['third', 1],
  ])

  expect(inOrder(messages, writtenAfter).map(({ ID }) => ID)).toEqual([
    'first',
    'second',
    'unsent',
    'unsent too',
    'third',
  ])
})
