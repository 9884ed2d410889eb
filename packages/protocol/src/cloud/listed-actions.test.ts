import { expect, test } from 'bun:test'
import { imActionAreas } from './action-areas.ts'
import { isOperationLevel, listedActions } from './listed-actions.ts'
import { cloudActions } from './table.ts'

const services = ['im', 'cam', 'tag'] as const

const namesOf = (service: (typeof services)[number]) =>
  listedActions(service).flatMap(({ actions }) => actions.map(({ name }) => name))

test.each(services)('every action of %s is listed, and each name once', (service) => {
  const names = namesOf(service)
  const served = cloudActions.filter((row) => row.service === service).map(({ name }) => name)

  expect(new Set(names).size).toBe(names.length)
  expect(served.filter((name) => !names.includes(name))).toEqual([])
})

test('an action knows whether something answers to it', () => {
  const listed = new Map(
    listedActions('im').flatMap(({ actions }) => actions.map(({ name, row }) => [name, row])),
  )

  expect(listed.get('DescribeSecret')).toMatchObject({ name: 'DescribeSecret', service: 'im' })
  expect(listed.has('RemoveUser')).toBe(true)
  expect(listed.get('RemoveUser')).toBeUndefined()
})

test('names of the public lists are all there', () => {
  const unserved = Object.values(imActionAreas)
    .flat()
    .filter((name) => !cloudActions.some((row) => row.service === 'im' && row.name === name))

  // 82 names of 2022 and those of the newer lists, less what Yanshu serves under the same name.
  expect(unserved.length).toBeGreaterThan(100)
})

test('an action at operation level acts on no resource', () => {
  const levelOf = (name: string) => {
    const action = listedActions('im')
      .flatMap(({ actions }) => actions)
      .find((candidate) => candidate.name === name)
    return action && isOperationLevel(action)
  }

  expect(levelOf('AddPactConfirmRecord')).toBe(true)
  expect(levelOf('ModifyAppInfo')).toBe(false)
  expect(levelOf('RegisterIMApp')).toBe(false)
})
