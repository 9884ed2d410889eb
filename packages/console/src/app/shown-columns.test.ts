import { expect, test } from 'bun:test'
import { readShown } from './shown-columns.ts'

const choice = { all: ['type', 'created', 'email'], usual: ['type'] }

test.each([
  ['nothing remembered', null],
  ['no JSON', 'type,email'],
  ['no list', '{"type":true}'],
])('%s shows the usual columns', (_, stored) => {
  expect(readShown(stored, choice)).toEqual(['type'])
})

test('what was remembered is shown in the order of the list', () => {
  expect(readShown('["email","type"]', choice)).toEqual(['type', 'email'])
})

test('columns that are not there any more are forgotten', () => {
  expect(readShown('["phone",7,"email"]', choice)).toEqual(['email'])
})

test('no column at all may be chosen', () => {
  expect(readShown('[]', choice)).toEqual([])
})
