import { expect, test } from 'bun:test'
import { emptyTagForm, isComplete, tagDraft } from './tag-form.ts'

const rows = [
  { key: 'team', values: ['red', 'blue'] },
  { key: 'stage', values: ['test'] },
]

test('a form needs key and value in each of its lines', () => {
  expect(isComplete(emptyTagForm)).toBe(false)
  expect(isComplete({ ...emptyTagForm, rows })).toBe(true)
  expect(isComplete({ ...emptyTagForm, rows: [...rows, { key: 'x', values: [] }] })).toBe(false)
  expect(isComplete({ ...emptyTagForm, rows: [] })).toBe(false)
})

test('where actions are chosen at least one is', () => {
  expect(isComplete({ ...emptyTagForm, rows, scope: 'chosen' })).toBe(false)
  expect(isComplete({ ...emptyTagForm, rows, scope: 'chosen', names: ['SetConfInfo'] })).toBe(true)
})

test('every value of every key is a tag, each once', () => {
  const draft = tagDraft({ ...emptyTagForm, rows: [...rows, { key: 'team', values: ['red'] }] })

  expect(draft.tags).toEqual(['team&red', 'team&blue', 'stage&test'])
})
