import { expect, test } from 'bun:test'
import { changeOf, prettyJson } from './changed-members.ts'

test('puts what was before beside what came after', () => {
  const change = changeOf({
    Before: '{"Name":"a","Types":["Work"],"…":2}',
    After: '{"Name":"b","Days":7,"…":2}',
  })

  expect(change).toEqual({
    members: [
      { path: 'Name', before: 'a', after: 'b' },
      { path: 'Types', before: '[\n "Work"\n]', after: undefined },
      { path: 'Days', before: undefined, after: '7' },
    ],
    left: 2,
  })
})

test('shows nothing where nothing is told, or it cannot be read', () => {
  expect(changeOf({ Before: '', After: '' })).toEqual({ members: [], left: 0 })
  expect(changeOf({ Before: '{"a', After: '1' })).toEqual({ members: [], left: 0 })
})

test('sets JSON in lines, and leaves alone what was cut', () => {
  expect(prettyJson('{"a":1}')).toBe('{\n  "a": 1\n}')
  expect(prettyJson('{"a":"x…')).toBe('{"a":"x…')
})
