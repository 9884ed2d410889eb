import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { formatCursor, parseCursor } from './cursor.ts'
import { formatKey, messageId, parseKey, tinyId } from './ids.ts'

const uint32 = fc.nat(0xffff_ffff)
const key = fc.record({ clientSeq: uint32, random: uint32, time: uint32 })

describe('a MsgKey', () => {
  test('is read as it was written, in at most 50 characters', () => {
    fc.assert(
      fc.property(key, (given) => {
        const text = formatKey(given)
        expect(parseKey(text)).toEqual(given)
        expect(text.length).toBeLessThanOrEqual(50)
      }),
    )
  })

  test.each(['', '1_2', '1_2_3_4', '-1_2_3', '1_2_x', ' 1_2_3', '1_2_3\n', '12345678901_2_3'])(
    'is not %j',
    (text) => {
      expect(() => parseKey(text)).toThrow(
        expect.objectContaining({ row: { code: 90054, info: expect.any(String) } }),
      )
    },
  )
})

describe('a cursor', () => {
  test('is read as it was written', () => {
    const cursor = fc.record({ id: fc.maxSafeNat(), time: fc.nat(4_300_000_000_000) })
    fc.assert(
      fc.property(cursor, (given) => {
        expect(parseCursor(formatCursor(given))).toEqual(given)
      }),
    )
  })
})

describe('a message id', () => {
  test('names its sender by a number that stays', () => {
    expect(tinyId('alice')).toMatch(/^144115\d{1,10}$/)
    expect(tinyId('alice')).toBe(tinyId('alice'))
    expect(messageId('alice', 5, 7)).toBe(`${tinyId('alice')}-5-7`)
  })

  test('tells many senders apart', () => {
    const ids = Array.from({ length: 2000 }, (_, at) => tinyId(`user${at}`))

    expect(new Set(ids).size).toBe(ids.length)
  })
})
