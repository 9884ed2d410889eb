import { expect, test } from 'bun:test'
import type { AccountItem } from '@yanshu/protocol'
import { accountChanges } from './account-changes.ts'

const account: AccountItem = {
  UserID: 'alice',
  AccountType: 'ordinary',
  BuiltIn: false,
  CreateTime: 1_700_000_000,
  Nick: 'Alice',
  Level: 3,
}

test('nothing is sent where nothing was changed', () => {
  expect(accountChanges(account, { AccountType: 'ordinary', Nick: 'Alice', Level: '3' })).toEqual(
    {},
  )
})

test('only changed fields are sent', () => {
  const form = { AccountType: 'administrator', Nick: 'Alice', Level: '4', Role: '' } as const

  expect(accountChanges(account, form)).toEqual({ AccountType: 'administrator', Level: 4 })
})

test('cleared fields become empty or zero', () => {
  expect(accountChanges(account, { AccountType: 'ordinary', Nick: '', Level: '' })).toEqual({
    Nick: '',
    Level: 0,
  })
})

test('a field first set to zero is sent', () => {
  const form = { AccountType: 'ordinary', Nick: 'Alice', Level: 3, MsgSettings: 0 } as const

  expect(accountChanges(account, form)).toEqual({ MsgSettings: 0 })
})
