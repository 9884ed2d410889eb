import { expect, test } from 'bun:test'
import { catalogue, catalogueByPath } from './catalogue.ts'
import { commandPath } from './command.ts'
import { commands } from './table.ts'

test('holds every documented path once', () => {
  expect(catalogue).toHaveLength(176)
  expect(catalogueByPath.size).toBe(176)
})

test('knows every command that is built', () => {
  const strangers = commands.map(commandPath).filter((path) => !catalogueByPath.has(path))

  expect(strangers).toEqual([])
})

test.each([
  ['robot', 4],
  ['official', 12],
  ['moderation', 9],
  ['group', 67],
  ['timpush', 17],
])('the family %s has %d commands', (family, count) => {
  expect(catalogue.filter((row) => row.family === family)).toHaveLength(count)
})
