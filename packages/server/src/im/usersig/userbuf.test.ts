import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { decodeUserbuf, encodeUserbuf } from './userbuf.ts'

const permission = {
  account: 'alice',
  sdkAppId: 1400000001,
  room: 10001,
  expiresAt: 1700604800,
  privileges: 255,
  accountType: 0,
}

test('writes the vector of a numeric room', () => {
  expect(Buffer.from(encodeUserbuf(permission)).toString('base64')).toBe(
    'AAAFYWxpY2VTck4BAAAnEWVdK4AAAAD/AAAAAA==',
  )
})

test('writes a string room after the rest, with its number 0', () => {
  const bytes = Buffer.from(encodeUserbuf({ ...permission, room: 'lobby' }))

  expect(bytes[0]).toBe(1)
  expect(bytes.readUInt32BE(1 + 2 + 5 + 4)).toBe(0)
  expect(bytes.subarray(-7).toString('latin1')).toBe('\0\x05lobby')
})

test('reads back what it wrote', () => {
  const uint32 = fc.integer({ min: 0, max: 0xffff_ffff })
  const any = fc.record({
    account: fc.string({ unit: 'grapheme' }),
    sdkAppId: uint32,
    room: fc.oneof(uint32, fc.string()),
    expiresAt: uint32,
    privileges: uint32,
    accountType: uint32,
  })
  fc.assert(
    fc.property(any, (userbuf) => {
      expect(decodeUserbuf(encodeUserbuf(userbuf))).toEqual(userbuf)
    }),
  )
})

test('answers nothing for bytes that are cut short, too long or of another version', () => {
  const bytes = encodeUserbuf({ ...permission, room: 'lobby' })
  for (let length = 0; length < bytes.length; length++) {
    expect(decodeUserbuf(bytes.subarray(0, length))).toBeUndefined()
  }
  expect(decodeUserbuf(Buffer.concat([bytes, Buffer.of(0)]))).toBeUndefined()
  expect(decodeUserbuf(Buffer.concat([Buffer.of(2), bytes.subarray(1)]))).toBeUndefined()
})

test('refuses a number that does not fit', () => {
  expect(() => encodeUserbuf({ ...permission, room: 2 ** 32 })).toThrow(RangeError)
})
