import { expect, test } from 'bun:test'
import type { UserField } from '@yanshu/protocol'
import { changedCustomFields, customValues, visibleFields } from './custom-values.ts'

const field = (Key: string, rest: Partial<UserField> = {}): UserField => ({
  Key,
  Type: 'string',
  AppRead: true,
  AppWrite: true,
  AdminRead: true,
  AdminWrite: true,
  ...rest,
})

const fields = [
  field('City'),
  field('Score', { Type: 'uint64' }),
  field('Fixed', { AdminWrite: false }),
]

test('only custom values that differ are sent, numbers as numbers', () => {
  const before = { City: 'Berlin', Score: 3, Fixed: 'x' }

  expect(changedCustomFields(before, before, fields)).toEqual([])
  expect(changedCustomFields(before, { ...before, Score: '3' }, fields)).toEqual([])
  expect(changedCustomFields(before, { City: '', Score: '4', Fixed: 'y' }, fields)).toEqual([
    { Key: 'City', Value: '' },
    { Key: 'Score', Value: 4 },
  ])
})

test('a field that was never set and stays empty is not sent', () => {
  expect(changedCustomFields({}, { City: undefined, Score: '' }, fields)).toEqual([])
})

test('the values of an account are found by the name of the field', () => {
  const account = {
    UserID: 'ann',
    AccountType: 'ordinary',
    BuiltIn: false,
    CreateTime: 0,
    CustomFields: [{ Key: 'City', Value: 'Berlin' }],
  } as const

  expect(customValues({ ...account, CustomFields: [...account.CustomFields] })).toEqual({
    City: 'Berlin',
  })
})

test('fields that administrators neither read nor write are not shown', () => {
  const hidden = field('Hidden', { AdminRead: false, AdminWrite: false })
  const secret = field('Secret', { AdminRead: false })

  expect(visibleFields([hidden, secret, ...fields])).toEqual([secret, ...fields])
})
