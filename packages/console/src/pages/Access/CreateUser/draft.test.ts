import { expect, test } from 'bun:test'
import { addUserParams, emptyDraft, mergePermissions, phoneParams } from './draft.ts'
import type { UserInfoForm } from './draft.ts'

const info = (part: Partial<UserInfoForm>): UserInfoForm => ({ ...emptyDraft.info, ...part })
const policy = (PolicyId: number) => ({
  PolicyId,
  PolicyName: `p${PolicyId}`,
  Type: 1,
  Description: '',
})
const group = (GroupId: number) => ({ GroupId, GroupName: `g${GroupId}`, Remark: '' })

test('who only calls the API gets a key and no way into the console', () => {
  const params = addUserParams({ name: 'ann' }, info({ ways: ['api'], way: 'own', password: 'x' }))

  expect(params).toEqual({ Name: 'ann', UseApi: 1, ConsoleLogin: 0 })
})

test('a generated password is asked for by sending none', () => {
  const params = addUserParams({ name: ' ann ' }, info({ ways: ['console'] }))

  expect(params).toEqual({ Name: 'ann', UseApi: 0, ConsoleLogin: 1, NeedResetPassword: 1 })
})

test('an own password and everything that is known of a user are sent', () => {
  const user = { name: 'ann', remark: '运维', phone: '+44 20123456', email: 'ann@example.org' }
  const params = addUserParams(
    user,
    info({ ways: ['console', 'api'], way: 'own', password: 'Secret-1', mustChange: false }),
  )

  expect(params).toEqual({
    Name: 'ann',
    UseApi: 1,
    ConsoleLogin: 1,
    NeedResetPassword: 0,
    Password: 'Secret-1',
    Remark: '运维',
    PhoneNum: '20123456',
    CountryCode: '44',
    Email: 'ann@example.org',
  })
})

test.each([
  { text: '13800000000', PhoneNum: '13800000000', CountryCode: '86' },
  { text: '+1 5550100', PhoneNum: '5550100', CountryCode: '1' },
  { text: '+852-55501000', PhoneNum: '55501000', CountryCode: '852' },
])('the phone $text is told as country and number', ({ text, ...params }) => {
  expect(phoneParams(text)).toEqual(params)
})

test('what another user has comes behind what was picked, each once', () => {
  const merged = mergePermissions(
    { policies: [policy(1)], groups: [group(5)] },
    { policies: [policy(2), policy(1)], groups: [group(5), group(6)] },
  )

  expect(merged.policies.map(({ PolicyId }) => PolicyId)).toEqual([1, 2])
  expect(merged.groups.map(({ GroupId }) => GroupId)).toEqual([5, 6])
})
