import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { ping, setConfInfo, type Platform } from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

type Mode = 'single' | 'dual' | 'triple' | 'multi'

describe.each(storages)('devices of one account on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function appIn(LoginMode: Mode, LoginInstances: Partial<Record<Platform, number>> = {}) {
    const app = await seedApp(im, 'alice')
    await setConf(im, app, { LoginMode, LoginInstances })
    return app
  }
  const enter = (app: TestApp, platform: Platform, instanceId?: string) =>
    im.connect(app, 'alice', { platform, ...(instanceId === undefined ? {} : { instanceId }) })
  const isIn = (client: RawClient) =>
    client.call(ping, {}).then(
      () => true,
      () => false,
    )

  test.each([
    ['single', 'Web', 'iPhone', false],
    ['single', 'Mac', 'Windows', false],
    ['dual', 'Web', 'iPhone', true],
    ['dual', 'Windows', 'iPhone', false],
    ['triple', 'Windows', 'iPhone', true],
    ['triple', 'iPad', 'iPhone', false],
    ['triple', 'Linux', 'Mac', false],
    ['multi', 'iPad', 'iPhone', true],
    ['multi', 'Linux', 'Mac', true],
    ['multi', 'Mac', 'Mac', false],
  ] as const)('in %s, %s and then %s', async (mode, first, second, together) => {
    const app = await appIn(mode)
    const earlier = await enter(app, first)

    const later = await enter(app, second)

    expect(await isIn(earlier)).toBe(together)
    expect(await isIn(later)).toBe(true)
    if (together) return
    expect(await earlier.next('session.kicked')).toEqual({ reason: 'multipleDevice' })
    expect(await earlier.closed).toMatchObject({ code: 4403 })
  })

  test('up to ten pages stay, the earliest goes for the eleventh', async () => {
    const app = await appIn('multi', { Web: 10 })
    const pages = []
    for (const _ of numbers(10)) pages.push(await enter(app, 'Web'))
    expect(await Promise.all(pages.map(isIn))).toEqual(numbers(10).map(() => true))

    await enter(app, 'Web')

    expect(await pages[0]?.next('session.kicked')).toEqual({ reason: 'multipleAccount' })
    expect(await Promise.all(pages.map(isIn))).toEqual(numbers(10).map((n) => n > 1))
  })

  test('up to three phones stay, the earliest goes for the fourth', async () => {
    const app = await appIn('multi', { Android: 3 })
    const phones = []
    for (const _ of numbers(3)) phones.push(await enter(app, 'Android'))

    await enter(app, 'Android')

    expect(await Promise.all(phones.map(isIn))).toEqual([false, true, true])
    expect(await phones[0]?.next('session.kicked')).toEqual({ reason: 'multipleDevice' })
  })

  test('a plan with it: of four on each platform three stay', async () => {
    const app = await appIn('multi', { iPad: 3, Mac: 3 })
    await putOnPlan(im, app, 'premium')
    for (const platform of ['iPad', 'Mac'] as const) {
      const devices = []
      for (const _ of numbers(4)) devices.push(await enter(app, platform))

      expect(await Promise.all(devices.map(isIn))).toEqual([false, true, true, true])
      expect(await devices[0]?.next('session.kicked')).toEqual({ reason: 'multipleDevice' })
    }
  })

  test('a plan without it: one of each platform stays, whatever was set before; pages are on every plan', async () => {
    const app = await appIn('multi', { Android: 3, Web: 3 })
    await putOnPlan(im, app, 'standard')
    const phones = [await enter(app, 'Android'), await enter(app, 'Android')]
    const pages = []
    for (const _ of numbers(4)) pages.push(await enter(app, 'Web'))

    expect(await Promise.all(phones.map(isIn))).toEqual([false, true])
    expect(await Promise.all(pages.map(isIn))).toEqual([false, true, true, true])
    expect(await pages[0]?.next('session.kicked')).toEqual({ reason: 'multipleAccount' })
  })

  test('a login type but multi: one of each platform, whatever the plan', async () => {
    const app = await appIn('triple', { Android: 3, Web: 3 })
    await putOnPlan(im, app, 'premium')
    const phones = [await enter(app, 'Android'), await enter(app, 'Android')]
    const pages = []
    for (const _ of numbers(4)) pages.push(await enter(app, 'Web'))

    expect(await Promise.all(phones.map(isIn))).toEqual([false, true])
    expect(await Promise.all(pages.map(isIn))).toEqual([false, true, true, true])
  })

  test.each([
    ['premium', 10, 3, undefined],
    ['premium', 1, 4, 'InvalidParameterValue'],
    ['standard', 10, 1, undefined],
    ['standard', 1, 2, 'OperationDenied'],
  ] as const)('on %s, %p pages and %p phones: %p', async (plan, Web, Android, code) => {
    const app = await seedApp(im, 'alice')
    await putOnPlan(im, app, plan)

    const set = setConf(im, app, { LoginInstances: { Web, Android } })

    expect(
      await set.then(
        () => undefined,
        (fault: { readonly code: string }) => fault.code,
      ),
    ).toBe(code)
  })

  test('a device that comes back with its instance takes its own place', async () => {
    const app = await appIn('multi', { Android: 2 })
    const [one, two] = [await enter(app, 'Android', 'one'), await enter(app, 'Android', 'two')]

    const again = await enter(app, 'Android', 'two')

    expect(await Promise.all([one, two, again].map(isIn))).toEqual([true, false, true])
  })

  test('two that sign in at once leave one', async () => {
    const app = await appIn('single')

    const clients = await Promise.all(numbers(5).map(() => enter(app, 'Web')))
    const present = await Promise.all(clients.map(isIn))

    expect(present.filter(Boolean)).toHaveLength(1)
  })

  test('a change of the rule is for those who come after it', async () => {
    const app = await appIn('multi')
    const [web, phone] = [await enter(app, 'Web'), await enter(app, 'iPhone')]

    await im.act(setConfInfo, { SDKAppID: app.appId, LoginMode: 'single' })
    const before = await Promise.all([web, phone].map(isIn))
    const desktop = await enter(app, 'Mac')

    expect(before).toEqual([true, true])
    expect(await Promise.all([web, phone, desktop].map(isIn))).toEqual([false, false, true])
  })

  test('other accounts and apps keep their devices', async () => {
    const app = await appIn('single')
    const other = await appIn('single')
    const neighbours = [await im.connect(app, 'bob'), await enter(other, 'Web')]

    await enter(app, 'Web')

    expect(await Promise.all(neighbours.map(isIn))).toEqual([true, true])
  })
})
