import { expect, test } from 'bun:test'
import { generatePassword, passwordFault } from './password-rules.ts'

test.each(['Abcdef1!', 'Pässword1_', 'A1!bbbbb'])('takes %s', (password) => {
  expect(passwordFault(password)).toBeUndefined()
})

test.each([
  'Abcde1!',
  'abcdef1!',
  'ABCDEF1!',
  'Abcdefg!',
  'Abcdefg1',
  'Abcdef1 ',
  'Aa1!'.repeat(65),
])('refuses %p', (password) => {
  expect(passwordFault(password)).toBeString()
})

test('generates passwords that pass the rules and differ', () => {
  const passwords = Array.from({ length: 50 }, generatePassword)

  expect(passwords.map((password) => passwordFault(password))).toEqual(
    passwords.map(() => undefined),
  )
  expect(new Set(passwords).size).toBe(50)
})

test('begins generated passwords with a letter, so that no spreadsheet takes one for a formula', () => {
  const firsts = Array.from({ length: 200 }, () => generatePassword().charAt(0))

  expect(firsts.filter((first) => !/[A-Za-z]/.test(first))).toEqual([])
})
