import { expect, test } from 'bun:test'
import { pickUsers } from './pick-users.ts'

test('picks different users of the population', () => {
  expect(pickUsers(3, 3).toSorted()).toEqual(['u000000', 'u000001', 'u000002'])
})

test('says so where there are too few', () => {
  expect(() => pickUsers(4, 3)).toThrow('no 4 different users among 3')
})
