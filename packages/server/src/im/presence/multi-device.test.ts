import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { platforms, type AppConf, type Platform } from '@yanshu/protocol'
import type { Device } from './multi-device.ts'
import { victims } from './multi-device.ts'

type Mode = AppConf['LoginMode']

/** Per mode, which platforms share one place (登录设置). */
const table: Readonly<Record<Mode, readonly (readonly Platform[])[]>> = {
  single: [['Web', 'Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux']],
  dual: [['Web'], ['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux']],
  triple: [['Web'], ['Android', 'iPhone', 'iPad'], ['Windows', 'Mac', 'Linux']],
  multi: [['Web'], ['Android'], ['iPhone'], ['iPad'], ['Windows'], ['Mac'], ['Linux']],
}

const modes = Object.keys(table) as Mode[]
const cells = modes.flatMap((mode) =>
  platforms.flatMap((first) => platforms.map((second) => ({ mode, first, second }))),
)

const device = (platform: Platform, instanceId: string, order = 0): Device => ({
  platform,
  instanceId,
  order,
})

describe('one device each', () => {
  test.each(cells)('$mode: $first, then $second', ({ mode, first, second }) => {
    const share = table[mode].some((place) => place.includes(first) && place.includes(second))
    const present = [device(first, 'a')]

    const leaving = victims(mode, 1, present, device(second, 'b', 1))

    expect(leaving.map((victim) => victim.device)).toEqual(share ? present : [])
  })
})

describe('reasons', () => {
  test.each([
    ['another platform of the place', 'single', 'Web', 'iPhone', 'multipleDevice'],
    ['another page', 'dual', 'Web', 'Web', 'multipleAccount'],
    ['another phone', 'multi', 'iPhone', 'iPhone', 'multipleDevice'],
  ] as const)('%s', (_, mode, first, second, reason) => {
    const leaving = victims(mode, 1, [device(first, 'a')], device(second, 'b', 1))

    expect(leaving.map((victim) => victim.reason)).toEqual([reason])
  })

  test('a page that comes back to its own place was not opened elsewhere', () => {
    const leaving = victims('multi', 10, [device('Web', 'a')], device('Web', 'a', 1))

    expect(leaving.map(({ reason }) => reason)).toEqual(['multipleDevice'])
  })
})

describe('several instances of a platform', () => {
  const pages = [device('Web', 'c', 3), device('Web', 'a', 1), device('Web', 'b', 2)]

  test.each([
    [4, []],
    [3, ['a']],
    [2, ['a', 'b']],
    [1, ['a', 'b', 'c']],
  ])('of three and one more, with room for %d, the earliest leave', (room, gone) => {
    const leaving = victims('multi', room, pages, device('Web', 'd', 4))

    expect(leaving.map((victim) => victim.device.instanceId)).toEqual(gone)
  })

  test('one that comes back takes its own place, and nobody else leaves', () => {
    const leaving = victims('multi', 3, pages, device('Web', 'b', 4))

    expect(leaving.map((victim) => victim.device.instanceId)).toEqual(['b'])
  })
})

test('after any sequence of logins the place holds one platform, within its instances', () => {
  const logins = fc.array(
    fc.record({
      platform: fc.constantFrom(...platforms),
      instanceId: fc.constantFrom('a', 'b', 'c'),
    }),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...modes),
      fc.integer({ min: 1, max: 3 }),
      logins,
      (mode, room, all) => {
        let present: Device[] = []
        for (const [order, login] of all.entries()) {
          const newcomer = { ...login, order }
          const gone = new Set(
            victims(mode, room, present, newcomer).map((victim) => victim.device),
          )
          present = [...present.filter((one) => !gone.has(one)), newcomer]
          expect(present).toContain(newcomer)
          for (const place of table[mode]) {
            const here = present.filter(({ platform }) => place.includes(platform))
            expect(new Set(here.map(({ platform }) => platform)).size).toBeLessThanOrEqual(1)
            expect(here.length).toBeLessThanOrEqual(room)
          }
        }
      },
    ),
  )
})
