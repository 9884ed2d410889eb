import { describe, expect, test } from 'bun:test'
import { profileFields, type ProfileField, type ProfileTag } from '@yanshu/protocol'
import { checkField } from './rules.ts'

const fields = Object.entries(profileFields) as [ProfileTag, ProfileField][]
const texts = fields.filter(([, field]) => field.kind === 'string')
const numbers = fields.filter(([, field]) => field.kind === 'uint32')
const choices = fields.filter(([, field]) => field.kind === 'choice')

const codeOf = (tag: string, value: string | number, writer: 'user' | 'administrator' = 'user') => {
  try {
    checkField(new Map(), { tag, value }, writer)
    return 0
  } catch (error) {
    return (error as { row: { code: number } }).row.code
  }
}

describe('texts', () => {
  test.each(texts)('%s takes its bytes and not one more', (tag, { maxBytes = 0 }) => {
    expect(codeOf(tag, 'x'.repeat(maxBytes))).toBe(0)
    expect(codeOf(tag, 'x'.repeat(maxBytes + 1))).toBe(40601)
    expect(codeOf(tag, '雁'.repeat(Math.floor(maxBytes / 3) + 1))).toBe(40601)
    expect(codeOf(tag, '')).toBe(0)
    expect(codeOf(tag, 7)).toBe(40610)
  })
})

describe('numbers', () => {
  test.each(numbers)('%s takes 32 bits', (tag) => {
    expect(codeOf(tag, 0)).toBe(0)
    expect(codeOf(tag, 0xffff_ffff)).toBe(0)
    expect(codeOf(tag, 0x1_0000_0000)).toBe(40605)
    expect(codeOf(tag, Number.NaN)).toBe(40605)
    expect(codeOf(tag, '7')).toBe(40610)
  })
})

describe('choices', () => {
  test.each(choices)('%s takes its choices alone', (tag, field) => {
    for (const choice of field.choices ?? []) expect(codeOf(tag, choice, 'administrator')).toBe(0)
    expect(codeOf(tag, 'other', 'administrator')).toBe(40605)
    expect(codeOf(tag, 7, 'administrator')).toBe(40610)
  })

  test('what administrators alone write is refused to the owner', () => {
    const closed = fields.filter(([, { adminOnly }]) => adminOnly).map(([tag]) => tag)

    expect(closed).toEqual(['Tag_Profile_IM_AdminForbidType'])
    expect(closed.map((tag) => codeOf(tag, 'AdminForbid_Type_None'))).toEqual([40008])
  })
})

test.each(['', 'Tag_Profile_IM_Nope', 'toString', '__proto__'])('%p is no field', (tag) => {
  expect(codeOf(tag, 'x')).toBe(40009)
})
