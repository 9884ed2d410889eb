import { expect, test } from 'bun:test'
import { firstForm, fits, kindsOf } from './password-form.ts'

test.each([
  { password: 'Abcdef1!', form: firstForm, good: true },
  { password: 'Abcde1!', form: firstForm, good: false },
  { password: 'abcdef1!', form: firstForm, good: false },
  { password: 'ABCDEF1!', form: firstForm, good: false },
  { password: 'Abcdefg!', form: firstForm, good: false },
  { password: 'Abcdef12', form: firstForm, good: false },
  { password: 'Abcdef1 ', form: firstForm, good: false },
  { password: 'abcdefgh', form: { minimumLength: 8, mustContain: ['a'] as const }, good: true },
  {
    password: '密码密码密码密码',
    form: { minimumLength: 8, mustContain: ['!'] as const },
    good: true,
  },
])('$password fits: $good', ({ password, form, good }) => {
  expect(fits(password, form)).toBe(good)
})

test('kinds come in one order, whatever the order of the text', () => {
  expect(kindsOf('!1aA')).toEqual(['A', 'a', '1', '!'])
  expect(kindsOf('')).toEqual([])
})
