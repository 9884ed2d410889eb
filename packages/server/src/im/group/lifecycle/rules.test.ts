import { expect, test } from 'bun:test'
import type { GroupChanges } from '@yanshu/protocol'
import fc from 'fast-check'
import { changeCustom, formatCustom, parseCustom } from '../custom.ts'
import { mayBeGroupId, newGroupId } from '../ids.ts'
import { toldOf } from './changes.ts'
import { checkRoom, dayNumber } from './quotas.ts'
import { importedCap, memberCap, UNCAPPED } from './wishes.ts'

test('custom fields come back as they went, whatever is in them', () => {
  const values = fc.dictionary(
    fc.stringMatching(/^[A-Za-z_]\w{0,15}$/),
    fc.string({ minLength: 1 }),
  )
  fc.assert(
    fc.property(values, (custom) => {
      const changes = Object.entries(custom).map(([key, value]) => ({ key, value }))
      const stored = formatCustom(changeCustom({}, changes))
      expect(stored).not.toContain('\0')
      expect(Object.entries(parseCustom(stored)).toSorted()).toEqual(
        Object.entries(custom).toSorted(),
      )
      const removed = changes.map(({ key }) => ({ key, value: '' }))
      expect(formatCustom(changeCustom(parseCustom(stored), removed))).toBe('')
    }),
  )
})

test.each([
  ['Private', 20, 20, 20],
  ['Public', null, UNCAPPED, 6000],
  ['AVChatRoom', 20, UNCAPPED, UNCAPPED],
  ['Community', 20, 100_000, 100_000],
  ['Community', null, 100_000, 100_000],
] as const)('a group of type %s, where the plan says %p, is for %d members', (...row) => {
  const [type, quota, most, usual] = row

  expect(memberCap(type, quota)).toEqual({ most, usual })
})

test.each([
  ['Public', 20, 20, 20],
  ['Public', null, 6000, 2000],
  ['Public', 10_000, 6000, 2000],
  ['Community', 20, 100_000, 100_000],
] as const)('one that is imported of type %s, where the plan says %p', (...row) => {
  const [type, quota, most, usual] = row

  expect(importedCap(type, quota)).toEqual({ most, usual })
})

test.each([
  ['mine', 'Public', true],
  ['@TGS', 'Public', true],
  ['@TGS#mine', 'Public', false],
  ['@TGS#_mine', 'ChatRoom', false],
  ['a@TOPIC#_b', 'Public', false],
  ['mine', 'Community', false],
  ['@TGS#mine', 'Community', false],
  ['@TGS#_', 'Community', false],
  ['@TGS#_mine', 'Community', true],
  ['@TGS#_a@TOPIC#_b', 'Community', false],
] as const)('%s for a group of type %s: %p', (id, type, fits) => {
  expect(mayBeGroupId(id, type)).toBe(fits)
})

test('ids that the server makes tell communities apart, and fit the contract', () => {
  expect(newGroupId('Public')).toMatch(/^@TGS#[0-9A-F]{16}$/)
  expect(newGroupId('Community')).toMatch(/^@TGS#_@TGS#[0-9A-F]{16}$/)
})

test('days begin at midnight in Beijing', () => {
  const midnight = Date.UTC(2026, 4, 1, 16)

  expect(dayNumber(midnight) - dayNumber(midnight - 1)).toBe(1)
  expect(dayNumber(midnight + 86_399_999)).toBe(dayNumber(midnight))
})

test('a plan without quotas has room for everything but communities beyond 100,000', () => {
  const quotas = { groups: null, liveGroups: null, newGroupsPerDay: null }
  const counts = { all: 1e6, byType: new Map([['Community', 100_000]]), grown: 1e6 }

  expect(() => checkRoom(quotas, counts, 'AVChatRoom', false)).not.toThrow()
  expect(() => checkRoom(quotas, counts, 'Community', false)).toThrow('communities')
})

const off = { send: false, store: false }
const sent = { send: true, store: false }
const kept = { send: true, store: true }
const told = (changes: GroupChanges, modes: Readonly<Record<string, typeof sent>>) =>
  toldOf(changes, (item) => modes[item] ?? off)

test('what is switched off is not told; a part that is kept keeps the rest', () => {
  const changes = { name: 'n', introduction: 'i', muteAll: true }

  expect(told(changes, {})).toBeUndefined()
  expect(told(changes, { Name: sent })).toEqual({ item: 'Name', changes: { name: 'n' } })
  expect(told(changes, { Name: sent, MuteAll: kept })).toEqual({
    item: 'MuteAll',
    changes: { name: 'n', muteAll: true },
  })
})

test('what has no switch is always told, and kept with something else only', () => {
  const changes = { custom: [{ key: 'a', value: 'b' }], name: 'n' }

  expect(told(changes, {})).toEqual({ item: undefined, changes: { custom: changes.custom } })
  expect(told(changes, { Name: kept })).toEqual({ item: 'Name', changes })
})
