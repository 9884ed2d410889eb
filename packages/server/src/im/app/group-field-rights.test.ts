import { expect, test } from 'bun:test'
import type { FieldLevel, GroupField, OwnRight } from '@yanshu/protocol'
import { fieldLevels } from '@yanshu/protocol'
import { mayUseGroupField, mayUseMemberField } from './group-field-rights.ts'

const field: GroupField = {
  Key: 'topic',
  Types: [{ Type: 'Public', Read: 'Anyone', Write: 'Admin' }],
}

test('a group field is for its level and those above it', () => {
  const writers = fieldLevels.filter((level) => mayUseGroupField(field, 'Public', 'Write', level))

  expect(writers).toEqual(['AppAdmin', 'Owner', 'Admin'])
  expect(mayUseGroupField(field, 'Public', 'Read', 'Anyone')).toBe(true)
})

test('nobody uses a field that there is not, or that the type does not have', () => {
  expect(mayUseGroupField(undefined, 'Public', 'Read', 'AppAdmin')).toBe(false)
  expect(mayUseGroupField(field, 'Private', 'Read', 'AppAdmin')).toBe(false)
  expect(mayUseMemberField(undefined, 'Public', 'Read', { level: 'AppAdmin', isOwn: true })).toBe(
    false,
  )
})

test.each([
  ['ReadWrite', 'Member', 'read write'],
  ['Read', 'Member', 'read'],
  ['None', 'Member', ''],
  ['None', 'Owner', 'read write'],
] as const)('with the right %s a %s may do with the own value: %s', (Own, level, allowed) => {
  expect(own(Own, level)).toBe(allowed)
})

function own(Own: OwnRight, level: FieldLevel): string {
  const types = [{ Type: 'Public', Read: 'Admin', Write: 'Owner', Own } as const]
  const may = (access: 'Read' | 'Write') =>
    mayUseMemberField({ Key: 'seat', Types: types }, 'Public', access, { level, isOwn: true })
  return [may('Read') ? 'read' : '', may('Write') ? 'write' : ''].filter(Boolean).join(' ')
}
