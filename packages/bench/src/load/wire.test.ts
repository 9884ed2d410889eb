import { expect, test } from 'bun:test'
import { groupSend, messageSend, requestFrame } from '@yanshu/protocol'
import { groupEvent, messageEvent } from '../floors/message-event.ts'
import { groupRequest, hear, messageText, onlineRequest, sendRequest } from './wire.ts'

function heard(text: string) {
  // Something before and after, as in the middle of a stream.
  const bytes = Buffer.from(`"random":7 ${text} "random":9`)
  return hear(bytes, 11, 11 + Buffer.byteLength(text))
}

test('a text has 150 characters', () => {
  expect(messageText).toHaveLength(150)
})

test('a request to send is one the contract takes', () => {
  const frame = requestFrame.parse(JSON.parse(sendRequest(7, 'u000001', 4_000_000_000)))

  expect(frame).toMatchObject({ id: 7, method: 'message.send' })
  expect(messageSend.params.parse(frame.params)).toMatchObject({ random: 4_000_000_000 })
})

test('a request to send to those online is one the contract takes', () => {
  const frame = requestFrame.parse(JSON.parse(onlineRequest(7, 'u000001', 5)))

  expect(messageSend.params.parse(frame.params)).toMatchObject({ random: 5, onlineOnly: true })
})

test('a request to send to a group is one the contract takes', () => {
  const frame = requestFrame.parse(JSON.parse(groupRequest(7, 'bench-1', 5)))

  expect(frame).toMatchObject({ id: 7, method: 'group.send' })
  expect(groupSend.params.parse(frame.params)).toMatchObject({ groupId: 'bench-1', random: 5 })
})

test('an answer is told by its id', () => {
  expect(heard('{"id":120,"result":{"seq":1}}')).toEqual({ kind: 'answer', id: 120 })
})

test('a delivered message is told by its random', () => {
  expect(heard(messageEvent(31))).toEqual({ kind: 'message', random: 31 })
  expect(heard(groupEvent('bench-1', 31))).toEqual({ kind: 'message', random: 31 })
})

test.each([
  '{"id":3,"error":{"code":20009,"message":"no"}}',
  '{"event":"session.kicked","data":{"reason":"multipleAccount"}}',
  '{"result":{},"id":3}',
])('%s is neither', (text) => {
  expect(heard(text)).toEqual({ kind: 'other', text })
})
