import { describe, expect, test } from 'bun:test'
import { appConf, CloudError, platforms } from '@yanshu/protocol'
import { appStatus } from './app.ts'
import { PlanTable } from './plans.ts'
import type { ConfChange } from './settings.ts'
import {
  checkConf,
  checkHistoryDays,
  confOf,
  defaultConf,
  historyChangeableAt,
  instancesOf,
  mergeConf,
} from './settings.ts'

const DAY = 86_400_000

const plans = new PlanTable()
const standard = plans.of('standard')
const premium = plans.of('premium')

describe('settings', () => {
  test('of a new app are the documented ones', () => {
    expect(confOf({}, standard)).toEqual(defaultConf)
    expect(confOf({}, premium).HistoryDays).toBe(30)
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

  test('lets stand what was set on an earlier plan, but no more of it', () => {
    const before = mergeConf(defaultConf, { UserStatus: true, LoginInstances: { iPhone: 2 } })
    const check = (change: ConfChange) => checkConf(mergeConf(before, change), standard, before)

    expect(() => check({ RecallSeconds: 60, UserStatus: false })).not.toThrow()
    expect(() => check({ LoginInstances: { iPhone: 3 } })).toThrow(CloudError)
    expect(() => check({ Follow: true })).toThrow(CloudError)
  })

  test('no plan is made up', () => {
    expect(() => plans.of('gold')).toThrow('gold')
    expect(plans.all.map(({ id }) => id)).toEqual(['developer', 'standard', 'premium', 'private'])
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
  [{ billing: 'refunded', billingSince: 1000 }, 'refunded'],
  [{ billing: 'arrears', billingSince: 1000 }, 'enabled'],
  [{ billing: 'arrears', billingSince: 1000 - DAY }, 'arrears'],
  [{ billing: 'arrears', billingSince: 1001 - DAY }, 'enabled'],
] as const)('%j at 1000 is %s', (given, status) => {
  const app = {
    disabled: false,
    expiresAt: undefined,
    billing: 'current',
    billingSince: 0,
    plan: premium,
    ...given,
  } as const

  expect(appStatus(app, 1000)).toBe(status)
})

test('the history days change once in a calendar month', () => {
  const changedAt = Date.UTC(2026, 0, 31, 23)

  expect(historyChangeableAt(undefined)).toBe(0)
  expect(historyChangeableAt(changedAt)).toBe(Date.UTC(2026, 1, 1))
  expect(() => checkHistoryDays(90, premium, changedAt, Date.UTC(2026, 0, 31, 23, 59))).toThrow(
    'month',
  )
  expect(() => checkHistoryDays(90, premium, changedAt, Date.UTC(2026, 1, 1))).not.toThrow()
  expect(() => checkHistoryDays(7, premium, undefined, changedAt)).toThrow('30, 90')
})
