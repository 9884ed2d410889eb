import { expect, test } from 'bun:test'
import type { GroupFieldType } from '@yanshu/protocol'
import { freeTypes, linesOf } from './field-form.ts'

const rights = (Type: GroupFieldType['Type']): GroupFieldType => ({
  Type,
  Read: 'Anyone',
  Write: 'Admin',
})

test('the first line of a field spans the others', () => {
  const fields = [
    { Key: 'a', Types: [rights('Public'), rights('Private')] },
    { Key: 'b', Types: [rights('Public')] },
  ]

  expect(linesOf(fields).map(({ field, span }) => [field.Key, span])).toEqual([
    ['a', 2],
    ['a', 0],
    ['b', 1],
  ])
})

test('a type is offered once', () => {
  const types = ['Private', 'Public', 'ChatRoom'] as const

  expect(freeTypes(types, [rights('Public') as { Type: 'Public' }, undefined])).toEqual([
    'Private',
    'ChatRoom',
  ])
})
