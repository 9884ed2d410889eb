import { expect, test } from 'bun:test'
import { fromForm, toForm } from './password-rules-form.ts'

const rules = {
  MinimumLength: 12,
  MustContain: 'Aa1',
  ForcePasswordChange: 90,
  ReusePasswordLimit: 3,
  RetryPasswordLimit: 5,
  PasswordExpirationInvalidation: 1,
}

test('rules that nobody touched are sent as they came', () => {
  expect(fromForm(toForm(rules))).toEqual(rules)
})

test('kinds of characters are sent in one order, whatever the order of the ticks', () => {
  const sent = fromForm({ ...toForm(rules), contain: ['!', '1', 'A'] })

  expect(sent.MustContain).toBe('A1!')
})
