import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { decodeBody, encodeBody, isTooLong } from './stored-body.ts'

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
  const bytes = 12 * 1024
  const room = bytes + 100

  expect(isTooLong('x'.repeat(room), bytes)).toBe(false)
  expect(isTooLong('x'.repeat(room + 1), bytes)).toBe(true)
  expect(isTooLong('雁'.repeat(Math.floor(room / 3)), bytes)).toBe(false)
  expect(isTooLong('雁'.repeat(Math.floor(room / 3) + 1), bytes)).toBe(true)
})
