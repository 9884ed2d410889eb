import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountErrors,
  portraitSet,
  presenceGet,
  profileErrors,
  profileGet,
  profileSet,
  setConfInfo,
  unreadTotal,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const names = (count: number) => numbers(count).map((number) => `u${number}`)

describe.each(storages)('profiles and presence at the gateway on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  describe('profile.set', () => {
    test('answers the profile as it is then, and tells all own sessions', async () => {
      const app = await seedApp(im, 'alice')
      const web = await im.connect(app, 'alice', { platform: 'Web' })
      const phone = await im.connect(app, 'alice', { platform: 'iPhone' })
      await web.call(profileSet, { profile: { Tag_Profile_IM_Level: 3 } })

      const answer = await web.call(profileSet, { profile: { Tag_Profile_IM_Nick: 'Al' } })

      const now = {
        userId: 'alice',
        profile: { Tag_Profile_IM_Level: 3, Tag_Profile_IM_Nick: 'Al' },
        updatedAt: expect.any(Number) as number,
      }
      expect(answer).toEqual(now)
      for (const client of [web, phone]) {
        await client.next('profile.changed')
        expect(await client.next('profile.changed')).toEqual(now)
      }
    })

    test('an administrator’s change is told too', async () => {
      const app = await seedApp(im, 'alice')
      const alice = await im.connect(app, 'alice')

      await im.rest(app, portraitSet, {
        From_Account: 'alice',
        ProfileItem: [{ Tag: 'Tag_Profile_IM_AdminForbidType', Value: 'AdminForbid_Type_SendOut' }],
      })

      expect(await alice.next('profile.changed')).toMatchObject({
        profile: { Tag_Profile_IM_AdminForbidType: 'AdminForbid_Type_SendOut' },
      })
    })

    test.each([
      [{ Tag_Profile_IM_Nope: 'x' }, profileErrors.unknownTag.code],
      [{ Tag_Profile_IM_AdminForbidType: 'AdminForbid_Type_None' }, profileErrors.noWrite.code],
      [{ Tag_Profile_IM_Nick: 'x'.repeat(501) }, profileErrors.tooLong.code],
      [{ Tag_Profile_IM_Gender: 'X' }, profileErrors.badValue.code],
      [{ Tag_Profile_IM_Level: 'x' }, profileErrors.badType.code],
      [{ Tag_Profile_IM_Nick: true }, 6017],
      ['x', 6017],
    ])('refuses %j and changes nothing', async (profile, code) => {
      const app = await seedApp(im, 'alice')
      const alice = await im.connect(app, 'alice')
      const good = typeof profile === 'string' ? {} : { Tag_Profile_IM_Role: 9 }
      const params =
        typeof profile === 'string' ? { profile } : { profile: { ...good, ...profile } }

      await expect(alice.request('profile.set', params)).rejects.toMatchObject({ code })

      const { profiles } = await alice.call(profileGet, { userIds: ['alice'] })
      expect(profiles).toEqual([{ userId: 'alice', profile: {}, updatedAt: 0 }])
      expect(alice.events).toEqual([])
    })
  })

  describe('profile.get', () => {
    test('answers those who are there', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const alice = await im.connect(app, 'alice')
      await alice.call(profileSet, { profile: { Tag_Profile_IM_Nick: 'Al' } })

      const { profiles } = await alice.call(profileGet, { userIds: ['alice', 'nobody', 'bob'] })

      expect(profiles).toHaveLength(2)
      expect(profiles).toContainEqual({
        userId: 'alice',
        profile: { Tag_Profile_IM_Nick: 'Al' },
        updatedAt: expect.any(Number),
      })
      expect(profiles).toContainEqual({ userId: 'bob', profile: {}, updatedAt: 0 })
    })

    test('takes 100 accounts and refuses 101 and none', async () => {
      const app = await seedApp(im, 'alice')
      const alice = await im.connect(app, 'alice')
      const get = (count: number) => alice.call(profileGet, { userIds: names(count) })

      expect(await get(100)).toEqual({ profiles: [] })
      await expect(get(101)).rejects.toMatchObject({ code: 6017 })
      await expect(get(0)).rejects.toMatchObject({ code: 6017 })
    })
  })

  describe('presence.get', () => {
    test('of others answers 72001 while the feature is off, and tells nothing', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const alice = await im.connect(app, 'alice')

      const others = alice.call(presenceGet, { userIds: ['alice', 'bob'] })

      await expect(others).rejects.toMatchObject({ code: accountErrors.statusOff.code })
      expect(await alice.call(presenceGet, { userIds: ['alice'] })).toEqual({
        statuses: [{ userId: 'alice', status: 'Online', customStatus: '' }],
        unknown: [],
      })
    })

    test('tells who is online where the feature is on, and no longer when it is off again', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol')
      const alice = await im.connect(app, 'alice')
      await im.connect(app, 'bob')
      const ask = () => alice.call(presenceGet, { userIds: ['bob', 'carol', 'nobody'] })

      await im.act(setConfInfo, { SDKAppID: app.appId, UserStatus: true })
      const { statuses, unknown } = await ask()
      await im.act(setConfInfo, { SDKAppID: app.appId, UserStatus: false })

      expect(statuses).toHaveLength(2)
      expect(statuses).toContainEqual({ userId: 'bob', status: 'Online', customStatus: '' })
      expect(statuses).toContainEqual({ userId: 'carol', status: 'Offline', customStatus: '' })
      expect(unknown).toEqual(['nobody'])
      await expect(ask()).rejects.toMatchObject({ code: accountErrors.statusOff.code })
    })

    test('takes 500 accounts and refuses 501', async () => {
      const app = await seedApp(im, 'alice')
      await im.act(setConfInfo, { SDKAppID: app.appId, UserStatus: true })
      const alice = await im.connect(app, 'alice')
      const ask = (count: number) => alice.call(presenceGet, { userIds: names(count) })

      expect((await ask(500)).unknown).toHaveLength(500)
      await expect(ask(501)).rejects.toMatchObject({ code: 6017 })
      await expect(alice.call(unreadTotal, {})).resolves.toEqual({ total: 0 })
    })
  })
})
