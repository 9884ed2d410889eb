import { beforeEach, describe, expect, test } from 'bun:test'
import { accountErrors, gatewayErrors, gatewayLimits } from '@yanshu/protocol'
import type { App } from '../../im/app/app.ts'
import { PlanTable } from '../../im/app/plans.ts'
import { defaultConf } from '../../im/app/settings.ts'
import type { LiveVisits } from '../../im/group/service.ts'
import type { VisitingSession } from './gateway-deps.ts'
import { Visitors } from './visitors.ts'

const APP = 1_400_000_001

describe('the door of visitors', () => {
  const clock = { now: 1_700_000_000_000 }
  /** SDKAppIDs that storage was asked for. */
  let asked: number[]
  /** Those in memory. */
  let known: Set<number>
  let visitors: Visitors

  function appOf(appId: number): App | undefined {
    if (appId !== APP) return undefined
    const plan = new PlanTable().of('premium')
    const app: Partial<App> = { appId, plan, conf: defaultConf, disabled: false }
    return app as App
  }

  function open(caps = { perApp: 100, perAddress: 100 }): Visitors {
    return new Visitors({
      apps: {
        known: (appId) => (known.has(appId) ? appOf(appId) : undefined),
        find: async (appId) => {
          asked.push(appId)
          if (appOf(appId)) known.add(appId)
          return appOf(appId)
        },
      },
      rooms: { leave: () => undefined, isIn: () => false } as unknown as LiveVisits,
      caps,
      limits: gatewayLimits,
      now: () => clock.now,
    })
  }

  function sessionAt(sourceIp = '192.0.2.1'): VisitingSession {
    return {
      id: 's',
      sourceIp,
      isOpen: true,
      subscribe: () => undefined,
      unsubscribe: () => undefined,
      close: () => undefined,
    }
  }

  const come = (appId = APP, sourceIp?: string) => visitors.admit(sessionAt(sourceIp), appId)
  const codeOf = async (coming: Promise<unknown>) =>
    coming.then(
      () => 0,
      (error: { row: { code: number } }) => error.row.code,
    )

  beforeEach(() => {
    clock.now += 60_000
    asked = []
    known = new Set()
    visitors = open()
  })

  test('asks storage once for an app that there is, and once in ten seconds for one that is none', async () => {
    for (const _ of [1, 2, 3]) await come()
    for (const _ of [1, 2, 3]) expect(await codeOf(come(7))).toBe(accountErrors.noApp.code)
    clock.now += 9_999
    expect(await codeOf(come(7))).toBe(accountErrors.noApp.code)
    expect(asked).toEqual([APP, 7])

    clock.now += 1
    expect(await codeOf(come(7))).toBe(accountErrors.noApp.code)

    expect(asked).toEqual([APP, 7, 7])
  })

  test('asks storage twenty times a second for an address, whatever it names', async () => {
    for (let appId = 1; appId <= 20; appId++) {
      expect(await codeOf(come(appId))).toBe(accountErrors.noApp.code)
    }

    expect(await codeOf(come(21))).toBe(gatewayErrors.tooFast.code)
    expect(await codeOf(come(21, '192.0.2.2'))).toBe(accountErrors.noApp.code)
    expect(asked).toHaveLength(21)
    clock.now += 1000
    expect(await codeOf(come(22))).toBe(accountErrors.noApp.code)
  })

  test('asks nothing where the address or the app has its visitors', async () => {
    visitors = open({ perApp: 2, perAddress: 1 })
    const first = await come()
    asked = []
    known.clear()

    expect(await codeOf(come())).toBe(gatewayErrors.tooFast.code)
    await come(APP, '192.0.2.2')
    asked = []
    expect(await codeOf(come(APP, '192.0.2.3'))).toBe(gatewayErrors.overload.code)
    expect(asked).toEqual([])
    first.end()
    first.end()
    expect(await codeOf(come())).toBe(0)
    expect(await codeOf(come(APP, '192.0.2.3'))).toBe(gatewayErrors.overload.code)
  })

  test('takes the /64 network of an IPv6 address for one address', async () => {
    visitors = open({ perApp: 10, perAddress: 1 })
    await come(APP, '2001:db8:1:2::1')

    expect(await codeOf(come(APP, '2001:db8:1:2::9'))).toBe(gatewayErrors.tooFast.code)
    expect(await codeOf(come(APP, '2001:db8:1:3::1'))).toBe(0)
  })

  test('those who come at once do not pass the bounds together', async () => {
    visitors = open({ perApp: 3, perAddress: 10 })

    const codes = await Promise.all([1, 2, 3, 4, 5].map(() => codeOf(come())))

    expect(codes.filter((code) => code === 0)).toHaveLength(3)
  })
})
