import { describe, expect, test } from 'bun:test'
import { appConf, CloudError, platforms } from '@yanshu/protocol'
import { appStatus } from './app.ts'
import { planOf, plans } from './plans.ts'
import { checkConf, defaultConf, instancesOf, mergeConf, readConf } from './settings.ts'

const standard = planOf('standard')
const premium = planOf('premium')

describe('settings', () => {
  test('of a new app are the documented ones', () => {
    expect(readConf('{}')).toEqual(defaultConf)
    expect(appConf.parse(defaultConf)).toMatchObject({ LoginMode: 'dual', RecallSeconds: 120 })
  })

  test('keep what a change does not name', () => {
    const changed = mergeConf(defaultConf, { LoginInstances: { Web: 5 }, RecallSeconds: 0 })

    expect(changed).toEqual({
      ...defaultConf,
      RecallSeconds: 0,
      LoginInstances: { ...defaultConf.LoginInstances, Web: 5 },
    })
    expect(mergeConf(changed, {})).toEqual(changed)
    expect(mergeConf(changed, { LoginInstances: { Web: undefined } })).toEqual(changed)
  })
})

describe('what a plan includes', () => {
  test.each([
    ['user status on the standard plan', { UserStatus: true }, standard, 'OperationDenied'],
    [
      'two phones on the standard plan',
      { LoginInstances: { iPhone: 2 } },
      standard,
      'OperationDenied',
    ],
    ['four phones', { LoginInstances: { iPhone: 4 } }, premium, 'InvalidParameterValue'],
  ] as const)('refuses %s', (_, change, plan, code) => {
    const check = () => checkConf(mergeConf(defaultConf, change), plan)

    expect(check).toThrow(CloudError)
    expect(check).toThrow(expect.objectContaining({ code }))
  })

  test.each([
    ['ten pages on the standard plan', { LoginInstances: { Web: 10 } }, standard],
    ['three phones and user status', { LoginInstances: { iPhone: 3 }, UserStatus: true }, premium],
  ] as const)('takes %s', (_, change, plan) => {
    expect(() => checkConf(mergeConf(defaultConf, change), plan)).not.toThrow()
  })

  test('no plan is made up', () => {
    expect(() => planOf('gold')).toThrow('gold')
    expect(Object.entries(plans).every(([id, plan]) => id === plan.id)).toBe(true)
  })
})

describe('instances that may be online together', () => {
  const conf = mergeConf(defaultConf, {
    LoginMode: 'multi',
    LoginInstances: Object.fromEntries(platforms.map((platform) => [platform, 3])),
  })

  test('count for every platform in the mode multi', () => {
    expect(platforms.map((platform) => instancesOf(platform, conf, premium))).toEqual(
      platforms.map(() => 3),
    )
  })

  test.each(['single', 'dual', 'triple'] as const)('count for pages alone in %s', (LoginMode) => {
    const own = mergeConf(conf, { LoginMode })

    expect(instancesOf('Web', own, premium)).toBe(3)
    expect(instancesOf('Android', own, premium)).toBe(1)
  })

  test('are one again after the plan was lowered', () => {
    expect(instancesOf('Android', conf, standard)).toBe(1)
  })
})

test.each([
  [{ disabled: false, expiresAt: undefined }, 'enabled'],
  [{ disabled: false, expiresAt: 1001 }, 'enabled'],
  [{ disabled: false, expiresAt: 1000 }, 'expired'],
  [{ disabled: true, expiresAt: 1000 }, 'disabled'],
] as const)('%j at 1000 is %s', (app, status) => {
  expect(appStatus(app, 1000)).toBe(status)
})
