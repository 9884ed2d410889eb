import {
  createAccount,
  createPolicy,
  describeAccountList,
  importAccounts,
  setConfInfo,
} from '@yanshu/protocol'
import { expect, test } from 'bun:test'
import { validate } from './validate.ts'

const app = { SDKAppID: 1_400_000_001 }

test('answers what the schema makes of the parameters', () => {
  const values = { ...app, SDKAppID: '1400000001', Unknown: 1 }

  expect(validate(describeAccountList, { values, textual: false })).toEqual({
    SDKAppID: 1_400_000_001,
    Offset: 0,
    Limit: 20,
  })
})

test.each([
  [{ UserID: 'a' }, 'MissingParameter', 'SDKAppID'],
  [app, 'MissingParameter', 'UserID'],
  [{ ...app, UserID: 'a b' }, 'InvalidParameterValue', 'UserID'],
  [{ ...app, UserID: 7 }, 'InvalidParameterValue', 'UserID'],
  [{ ...app, UserID: null }, 'InvalidParameterValue', 'UserID'],
  [{ UserID: 'a', SDKAppID: { valueOf: 1 } }, 'InvalidParameterValue', 'SDKAppID'],
  [{ ...app, UserID: 'a', AccountType: 'king' }, 'InvalidParameterValue', 'AccountType'],
])('answers %j with %s and the name', (values, code, name) => {
  const message = expect.stringContaining(`\`${name}\``)

  expect(() => validate(createAccount, { values, textual: false })).toThrow(
    expect.objectContaining({ code, message }),
  )
})

test('names a field within a list', () => {
  const values = { ...app, AccountList: [{ UserID: 'a' }, { Nick: 'b' }] }

  expect(() => validate(importAccounts, { values, textual: false })).toThrow(
    '`AccountList.1.UserID`',
  )
})

test('reads texts as the numbers and booleans they stand for', () => {
  const values = { SDKAppID: '7', UserStatus: 'true', SyncDeleteConversation: 'False' }

  expect(validate(setConfInfo, { values, textual: true })).toEqual({
    SDKAppID: 7,
    UserStatus: true,
    SyncDeleteConversation: false,
  })
})

test.each([
  [{ SDKAppID: '7', UserStatus: 'yes' }, true],
  [{ SDKAppID: '7', UserStatus: 'true' }, false],
])('does not read %j as booleans (textual: %p)', (values, textual) => {
  expect(() => validate(setConfInfo, { values, textual })).toThrow('`UserStatus`')
})

test.each([
  [{ PolicyName: 'a b', PolicyDocument: '' }, 'InvalidParameter.PolicyNameError', 'PolicyName'],
  [
    { PolicyName: 'a', PolicyDocument: '', Description: '雁'.repeat(101) },
    'InvalidParameter.DescriptionLengthOverlimit',
    'Description',
  ],
])('answers the code that the contract names for %j', (values, code, name) => {
  const message = expect.stringContaining(`\`${name}\``)

  expect(() => validate(createPolicy, { values, textual: false })).toThrow(
    expect.objectContaining({ code, message }),
  )
})
