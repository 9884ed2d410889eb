import { expect, test } from 'bun:test'
import type { WireMessage } from '@yanshu/protocol'
import fc from 'fast-check'
import { eventFrame, receivedFrame } from './frames.ts'

const text = fc.string({ unit: 'grapheme' })
const number = fc.nat()

const plainMessage = fc.record({
  id: text,
  key: text,
  seq: number,
  from: text,
  to: text,
  time: number,
  clientTime: number,
  clientSeq: number,
  random: number,
  nick: text,
  faceUrl: text,
})

const storedBody = fc
  .tuple(text, fc.option(text, { nil: undefined }))
  .map(([words, cloudCustomData]) => ({
    body: [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: words } }],
    ...(cloudCustomData === undefined ? {} : { cloudCustomData }),
  }))

test('a message with its stored body says what the encoded event says', () => {
  fc.assert(
    fc.property(plainMessage, storedBody, (plain, stored) => {
      const message: WireMessage = { ...plain, ...stored }

      const joined = receivedFrame(message, JSON.stringify(stored), 'a-1')

      expect(JSON.parse(joined)).toEqual(
        JSON.parse(eventFrame('message.received', { message, cursor: 'a-1' })),
      )
    }),
  )
})

test('one that is stored nowhere is encoded whole, without a cursor', () => {
  const message = { id: '1', onlineOnly: true } as unknown as WireMessage

  expect(receivedFrame(message, undefined, undefined)).toBe(
    '{"event":"message.received","data":{"message":{"id":"1","onlineOnly":true}}}',
  )
})
