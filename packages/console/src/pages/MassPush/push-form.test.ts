import { expect, test } from 'bun:test'
import { emptyForm, percentOf, pushParams, tagFault } from './push-form.ts'

test('a text to all is stored as the administrator says it', () => {
  expect(pushParams(7, { ...emptyForm, text: ' hello ', sender: ' ' })).toEqual({
    SDKAppID: 7,
    Text: 'hello',
  })
})

test('live only takes the time that it is kept', () => {
  const form = { ...emptyForm, text: 'x', sender: 'ann', delivery: 'online', keep: 'hour' } as const

  expect(pushParams(7, form)).toEqual({
    SDKAppID: 7,
    Text: 'x',
    FromAccount: 'ann',
    OnlineOnly: true,
    KeepSeconds: 3600,
  })
})

test('what belongs to another target is left out', () => {
  const form = {
    ...emptyForm,
    text: 'x',
    tagsOr: ['a'],
    tagsAnd: ['b'],
    attrs: [{ name: 'city', value: ' Rome ' }],
  }

  expect(pushParams(7, { ...form, target: 'tags' })).toMatchObject({
    Condition: { TagsOr: ['a'], TagsAnd: ['b'] },
  })
  expect(pushParams(7, { ...form, target: 'attrs', match: 'any' }).Condition).toEqual({
    AttrsOr: { city: 'Rome' },
  })
  expect(pushParams(7, { ...form, target: 'attrs' }).Condition).toEqual({
    AttrsAnd: { city: 'Rome' },
  })
  expect(pushParams(7, form).Condition).toBeUndefined()
})

test.each([
  [[], [], 'tagsMissing'],
  [['a', 'b'], ['c'], undefined],
  [['a'], ['a'], 'tagRepeated'],
  [['字'.repeat(17)], [], 'tagTooLong'],
  [[...'abcdefghijk'], [], 'tagTooMany'],
] as const)('tags %j and %j: %p', (or, and, fault) => {
  expect(tagFault(or, and)).toBe(fault)
})

test.each([
  [{ Status: 'counting', Sent: 0, Targets: 5 }, undefined],
  [{ Status: 'sending', Sent: 1, Targets: 3 }, 33],
  [{ Status: 'sending', Sent: 4, Targets: 3 }, 99],
  [{ Status: 'sending', Sent: 0, Targets: 0 }, 0],
  [{ Status: 'done', Sent: 2, Targets: 3 }, 100],
] as const)('%j is done to %p %%', (task, percent) => {
  expect(percentOf(task)).toBe(percent)
})
