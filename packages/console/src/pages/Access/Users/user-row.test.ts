import { expect, test } from 'bun:test'
import { looksLikeSecretId, matchingUsers, phoneOf, userAddress } from './user-row.ts'
import type { UserRow } from './user-row.ts'

const user = (part: Partial<UserRow>): UserRow => ({
  Uin: 100000000002,
  Name: 'ann',
  Remark: '',
  ConsoleLogin: 1,
  PhoneNum: '',
  CountryCode: '',
  Email: '',
  CreateTime: '2024-01-01 00:00:00',
  isRoot: false,
  ...part,
})

test.each([
  { keyword: 'AN', by: 'name', part: {} },
  { keyword: '0002', by: 'id', part: {} },
  { keyword: '5550', by: 'phone', part: { PhoneNum: '15550100' } },
  { keyword: 'example.org', by: 'mail', part: { Email: 'a@Example.org' } },
  { keyword: ' 运维 ', by: 'remark', part: { Remark: '运维同事' } },
])('a user is found by $by', ({ keyword, part }) => {
  const wanted = user(part)
  const other = user({ Uin: 7, Name: 'bob' })

  expect(matchingUsers([other, wanted], keyword)).toEqual([wanted])
})

test('a user is found by a key of its own', () => {
  const owner = user({ Uin: 7, Name: 'bob' })

  expect(matchingUsers([user({}), owner], 'AKIDxyz12345', 7)).toEqual([owner])
})

test.each([
  ['AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA', true],
  ['AKID', false],
  ['akidz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA', false],
  ['AKID with space', false],
])('%s may be a SecretId: %p', (text, may) => {
  expect(looksLikeSecretId(text)).toBe(may)
})

test('no keyword leaves everybody in their order', () => {
  const users = [user({ Name: 'b' }), user({ Name: 'a' })]

  expect(matchingUsers(users, ' ')).toEqual(users)
})

test.each([
  { CountryCode: '86', PhoneNum: '13800000000', shown: '+86 13800000000' },
  { CountryCode: '+44', PhoneNum: '20', shown: '+44 20' },
  { CountryCode: '', PhoneNum: '13800000000', shown: '13800000000' },
  { CountryCode: '86', PhoneNum: '', shown: '' },
])('a phone number is shown as $shown', ({ shown, ...phone }) => {
  expect(phoneOf(phone)).toBe(shown)
})

test('the address of a user survives every character of a name', () => {
  const address = new URL(userAddress('a+b=c,d@e', 'keys'), 'http://console')

  expect(address.searchParams.get('name')).toBe('a+b=c,d@e')
  expect(address.searchParams.get('tab')).toBe('keys')
})
