import { cloudActions, cloudVersions } from '@yanshu/protocol'
import { expect, test } from 'bun:test'
import type { ActionHandler } from '../../calls/action-call.ts'
import { ActionRoutes } from './action-routes.ts'

const all: ActionHandler[] = cloudActions.map((action) => ({ action, run: async () => ({}) }))

test('finds every action by version and name', () => {
  const routes = new ActionRoutes(all)

  for (const { action } of all) {
    const found = routes.find({ action: action.name, version: cloudVersions[action.service] })
    expect(found.action).toBe(action)
  }
})

test('names the actions that have no handler', () => {
  expect(() => new ActionRoutes(all.slice(1))).toThrow('2024-03-06 RegisterIMApp')
})

test('names the actions that have two handlers', () => {
  expect(() => new ActionRoutes([...all, ...all.slice(0, 1)])).toThrow('2024-03-06 RegisterIMApp')
})

test.each([
  [{ action: 'GetUserAppId', version: '2017-01-01' }, 'NoSuchVersion'],
  [{ action: 'GetUserAppId', version: cloudVersions.tag }, 'InvalidAction'],
  [{ action: undefined, version: cloudVersions.cam }, 'MissingParameter'],
  [{ action: 'GetUserAppId', version: '' }, 'MissingParameter'],
])('answers %j with %s', (route, code) => {
  expect(() => new ActionRoutes(all).find(route)).toThrow(expect.objectContaining({ code }))
})
