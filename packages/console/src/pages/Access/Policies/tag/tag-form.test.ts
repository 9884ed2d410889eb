import { listedActions } from '@yanshu/protocol'
import { expect, test } from 'bun:test'
import { emptyTagForm, isComplete, tagDraft } from './tag-form.ts'
import { actsOnApp } from './tag-policy.ts'

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
  expect(isComplete({ ...emptyTagForm, rows, scope: 'chosen', names: [] })).toBe(false)
  expect(isComplete({ ...emptyTagForm, rows, scope: 'chosen', names: ['SetConfInfo'] })).toBe(true)
})

test('every value of every key is a tag, each once', () => {
  const draft = tagDraft({ ...emptyTagForm, rows: [...rows, { key: 'team', values: ['red'] }] })

  expect(draft.tags).toEqual(['team&red', 'team&blue', 'stage&test'])
})

test('where actions are chosen, those that lead into an app are ticked from the start', () => {
  const served = listedActions('im').flatMap(({ actions }) => actions)
  const rowsOf = emptyTagForm.names.map(
    (name) => served.find((action) => action.name === name)?.row,
  )

  expect(rowsOf.map((row) => row && actsOnApp(row))).toEqual([true, true, true])
})
