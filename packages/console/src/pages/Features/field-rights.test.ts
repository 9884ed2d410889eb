import { expect, test } from 'bun:test'
import { firstRights, missingRight } from './field-rights.ts'

const none = { AppRead: false, AppWrite: false, AdminRead: false, AdminWrite: false }

test.each([
  [firstRights, undefined],
  [{ ...none, AppRead: true, AppWrite: true }, undefined],
  [{ ...none, AdminRead: true, AppWrite: true }, undefined],
  [{ ...none, AppRead: true }, 'write'],
  [{ ...none, AdminWrite: true }, 'read'],
  [none, 'read'],
] as const)('of %j the missing right is %p', (rights, missing) => {
  expect<string | undefined>(missingRight(rights)).toBe(missing)
})
