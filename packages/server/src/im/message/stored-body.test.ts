import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { MESSAGE_BYTES, decodeBody, encodeBody, isTooLong } from './stored-body.ts'

test('a body is read as it was stored, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (Text, push) => {
      const stored = {
        body: [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text } }],
        cloudCustomData: Text,
        offlinePush: { push },
      }
      expect(decodeBody(encodeBody(stored))).toEqual(JSON.parse(JSON.stringify(stored)))
    }),
  )
})

test('length is measured in bytes', () => {
  const room = MESSAGE_BYTES + 100

  expect(isTooLong('x'.repeat(room))).toBe(false)
  expect(isTooLong('x'.repeat(room + 1))).toBe(true)
  expect(isTooLong('雁'.repeat(Math.floor(room / 3)))).toBe(false)
  expect(isTooLong('雁'.repeat(Math.floor(room / 3) + 1))).toBe(true)
})
