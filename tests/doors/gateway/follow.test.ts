import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  followAddSome,
  followCheckSome,
  followInfo,
  followListPage,
  followRemoveSome,
  relationErrors,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 0,
    (error: unknown) => (error as { readonly code: number }).code,
  )

describe.each(storages)('followers at the gateway on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('both sides are told, and lists and numbers are right', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await setConf(im, app, { Follow: true })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]

    await alice.call(followAddSome, { userIds: ['bob', 'nobody'] })
    await bob.call(followAddSome, { userIds: ['alice'] })
    const page = await alice.call(followListPage, { list: 'mutual' })
    const check = await alice.call(followCheckSome, { userIds: ['bob'] })
    const { infos } = await alice.call(followInfo, { userIds: ['alice'] })
    const undone = await alice.call(followRemoveSome, { userIds: ['bob'] })

    expect(page).toEqual({
      follows: [{ userId: 'bob', time: expect.any(Number), profile: {} }],
      cursor: '',
    })
    expect(check.results).toMatchObject([{ userId: 'bob', followType: 3 }])
    expect(infos).toEqual([
      { userId: 'alice', code: 0, message: '', followers: 1, following: 1, mutual: 1 },
    ])
    expect(undone.results).toEqual([{ userId: 'bob', code: 0, message: '' }])
    const added = (userId: string) => ({ added: [userId], removed: [] })
    const removed = (userId: string) => ({ added: [], removed: [userId] })
    expect(await alice.next('follow.changed')).toEqual({ following: added('bob') })
    expect(await alice.next('follow.changed')).toEqual({
      followers: added('bob'),
      mutual: added('bob'),
    })
    expect(await bob.next('follow.changed')).toEqual({ followers: added('alice') })
    await bob.next('follow.changed')
    expect(await bob.next('follow.changed')).toEqual({
      followers: removed('alice'),
      mutual: removed('alice'),
    })
  })

  test('works only where plan and switch have it, and refuses too many and bad cursors', async () => {
    const app = await seedApp(im, 'alice')
    const alice = await im.connect(app, 'alice')
    const userIds = ['alice']
    const all = () =>
      Promise.all([
        codeOf(alice.call(followAddSome, { userIds })),
        codeOf(alice.call(followRemoveSome, { userIds })),
        codeOf(alice.call(followListPage, { list: 'following' })),
        codeOf(alice.call(followCheckSome, { userIds })),
        codeOf(alice.call(followInfo, { userIds })),
      ])
    const { code } = relationErrors.followOff

    expect(await all()).toEqual([code, code, code, code, code])
    await setConf(im, app, { Follow: true })
    expect(await all()).toEqual([0, 0, 0, 0, 0])
    await putOnPlan(im, app, 'standard')
    expect(await all()).toEqual([code, code, code, code, code])
    await putOnPlan(im, app, 'premium')
    const bad = alice.call(followListPage, { list: 'following', cursor: 'x' })
    expect(await codeOf(bad)).toBe(relationErrors.badParameter.code)
    const many = numbers(21).map((number) => `u${number}`)
    expect(await codeOf(alice.call(followAddSome, { userIds: many }))).toBe(6017)
  })
})
