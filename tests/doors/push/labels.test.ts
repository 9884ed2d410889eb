import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Command } from '@yanshu/protocol'
import {
  imGetAttrName,
  imSetAttr,
  imSetAttrName,
  memberLabels,
  messageErrors,
  pushErrors,
  timPushGetAttrName,
  timPushLabels,
  timPushSetAttr,
  timPushSetAttrName,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedApp, putOnPlan, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'
import { seedPushApp } from './pushing.ts'

const families = [
  {
    family: 'all_member_push',
    ...memberLabels,
    setName: imSetAttrName as Command,
    getName: imGetAttrName as Command,
    setAttr: imSetAttr as Command,
  },
  {
    family: 'timpush',
    ...timPushLabels,
    setName: timPushSetAttrName as Command,
    getName: timPushGetAttrName as Command,
    setAttr: timPushSetAttr as Command,
  },
] as const

const long = 'x'.repeat(51)

describe.each(storages)('tags and attributes on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  describe.each(families)('of $family', (rows) => {
    test('attributes are named, set, read and removed', async () => {
      const app = await seedPushApp(im, 'alice', 'bob')

      const named = await im.rest(app, rows.setName, { AttrNames: { 0: 'sex', 1: 'city' } })
      const set = await im.rest(app, rows.setAttr, {
        UserAttrs: [
          { To_Account: 'alice', Attrs: { sex: 'f', city: '深圳' } },
          { To_Account: 'bob', Attrs: { city: 'Rome' } },
        ],
      })
      await im.rest(app, rows.setAttr, {
        UserAttrs: [{ To_Account: 'bob', Attrs: { city: 'Oslo' } }],
      })
      await im.rest(app, rows.removeAttr, {
        UserAttrs: [{ To_Account: 'alice', Attrs: ['sex'] }],
      })

      expect([named, set]).toMatchObject([{ ErrorCode: 0 }, { ErrorCode: 0 }])
      expect(await im.rest(app, rows.getName, {})).toMatchObject({
        AttrNames: { 0: 'sex', 1: 'city' },
      })
      const read = await im.rest(app, rows.getAttr, { To_Account: ['alice', 'bob', 'nobody'] })
      expect(read).toMatchObject({
        UserAttrs: [
          { To_Account: 'alice', Attrs: { city: '深圳' } },
          { To_Account: 'bob', Attrs: { city: 'Oslo' } },
          { To_Account: 'nobody', Attrs: {} },
        ],
      })
    })

    test('a slot that is named again keeps its values', async () => {
      const app = await seedPushApp(im, 'alice')
      await im.rest(app, rows.setName, { AttrNames: { 3: 'city' } })
      await im.rest(app, rows.setAttr, {
        UserAttrs: [{ To_Account: 'alice', Attrs: { city: 'Rome' } }],
      })

      await im.rest(app, rows.setName, { AttrNames: { 3: 'town' } })

      expect(await im.rest(app, rows.getAttr, { To_Account: ['alice'] })).toMatchObject({
        UserAttrs: [{ To_Account: 'alice', Attrs: { town: 'Rome' } }],
      })
    })

    test('tags are added, read and removed; both spellings are taken', async () => {
      const app = await seedPushApp(im, 'alice', 'bob')

      const added = await im.rest(app, rows.addTag, {
        UserTags: [
          { To_Account: 'alice', Tags: ['a', 'b', 'c'] },
          { To_Account: 'bob', Tags: ['a'] },
        ],
      })
      await im.rest(app, rows.addTag, { Tags: [{ To_Account: 'alice', Tags: ['c', 'd'] }] })
      await im.rest(app, rows.removeTag, { UserTags: [{ To_Account: 'alice', Tags: ['a', 'x'] }] })
      const read = await im.rest(app, rows.getTag, { To_Account: ['alice', 'bob', 'nobody'] })
      await im.rest(app, rows.removeAllTags, { To_Account: ['alice'] })
      const cleared = await im.rest(app, rows.getTag, { To_Account: ['alice', 'bob'] })

      expect(added).toMatchObject({ ErrorCode: 0 })
      expect(read).toMatchObject({
        UserTags: [
          { To_Account: 'alice', Tags: ['b', 'c', 'd'] },
          { To_Account: 'bob', Tags: ['a'] },
          { To_Account: 'nobody', Tags: [] },
        ],
      })
      expect(cleared).toMatchObject({
        UserTags: [
          { To_Account: 'alice', Tags: [] },
          { To_Account: 'bob', Tags: ['a'] },
        ],
      })
    })

    test('what is no UserID has nothing and loses nothing', async () => {
      const app = await seedPushApp(im, 'alice')
      await im.rest(app, rows.setName, { AttrNames: { 0: 'city' } })
      const strange = 'a\0 b'

      const answers = [
        await im.rest(app, rows.getAttr, { To_Account: [strange] }),
        await im.rest(app, rows.getTag, { To_Account: [strange] }),
        await im.rest(app, rows.removeAttr, {
          UserAttrs: [{ To_Account: strange, Attrs: ['city'] }],
        }),
        await im.rest(app, rows.removeTag, { UserTags: [{ To_Account: strange, Tags: ['a'] }] }),
        await im.rest(app, rows.removeAllTags, { To_Account: [strange] }),
      ]

      expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([0, 0, 0, 0, 0])
    })

    test('an account has at most 100 tags', async () => {
      const app = await seedPushApp(im, 'alice')
      const tags = (from: number) => numbers(10).map((n) => `t${from + n}`)
      for (const n of numbers(10)) {
        await im.rest(app, rows.addTag, {
          UserTags: [{ To_Account: 'alice', Tags: tags(n * 10) }],
        })
      }

      const again = await im.rest(app, rows.addTag, {
        UserTags: [{ To_Account: 'alice', Tags: tags(20) }],
      })
      const over = await im.rest(app, rows.addTag, {
        UserTags: [{ To_Account: 'alice', Tags: ['one more'] }],
      })

      expect(again).toMatchObject({ ErrorCode: 0 })
      expect(over).toMatchObject(failure(pushErrors.tooManyTags))
    })

    test('what is known of an account goes with it', async () => {
      const app = await seedPushApp(im, 'alice')
      await im.rest(app, rows.addTag, { UserTags: [{ To_Account: 'alice', Tags: ['a'] }] })
      const { accounts } = im.platform.im

      await accounts.delete(app.appId, ['alice'])
      await accounts.import(app.appId, { userId: 'alice' })
      let tags: unknown
      do tags = (await im.rest(app, rows.getTag, { To_Account: ['alice'] })).UserTags
      while (JSON.stringify(tags).includes('"a"'))

      expect(tags).toEqual([{ To_Account: 'alice', Tags: [] }])
    })

    const many = numbers(101).map((n) => `u${n}`)
    const attrsOf = (Attrs: unknown, To_Account = 'alice') => ({
      UserAttrs: [{ To_Account, Attrs }],
    })
    const tagsOf = (Tags: unknown, To_Account = 'alice') => ({ UserTags: [{ To_Account, Tags }] })
    const eleven = numbers(11).map(String)
    const refusals: readonly (readonly [keyof typeof rows, unknown, { readonly code: number }])[] =
      [
        ['setName', {}, messageErrors.badFormat],
        ['setName', { AttrNames: {} }, messageErrors.badFormat],
        ['setName', { AttrNames: { 0: '' } }, pushErrors.badAttrLength],
        ['setName', { AttrNames: { 0: long } }, pushErrors.badAttrLength],
        ['setName', { AttrNames: { 0: 'a\0b' } }, pushErrors.badAttrLength],
        ['setName', { AttrNames: { 10: 'x' } }, pushErrors.badAttr],
        ['setName', { AttrNames: { 1: 'city' } }, pushErrors.badAttr],
        ['setAttr', { UserAttrs: 'x' }, messageErrors.badFormat],
        [
          'setAttr',
          { UserAttrs: many.map((To_Account) => ({ To_Account, Attrs: {} })) },
          pushErrors.tooManyAccounts,
        ],
        ['setAttr', attrsOf({ city: '' }), pushErrors.badAttrLength],
        ['setAttr', attrsOf({ city: long }), pushErrors.badAttrLength],
        ['setAttr', attrsOf({ other: 'x' }), pushErrors.badAttr],
        ['getAttr', { To_Account: 'alice' }, messageErrors.badReceiver],
        ['getAttr', { To_Account: many }, pushErrors.tooManyAccounts],
        ['removeAttr', { UserAttrs: [] }, messageErrors.badFormat],
        [
          'removeAttr',
          { UserAttrs: many.map((To_Account) => ({ To_Account, Attrs: ['city'] })) },
          pushErrors.tooManyAccounts,
        ],
        ['removeAttr', attrsOf(['other']), pushErrors.badAttr],
        ['addTag', { UserTags: 'x' }, messageErrors.badFormat],
        [
          'addTag',
          { UserTags: many.map((To_Account) => ({ To_Account, Tags: ['a'] })) },
          pushErrors.tooManyAccounts,
        ],
        ['addTag', tagsOf(eleven), pushErrors.tooManyTags],
        ['addTag', tagsOf([long]), pushErrors.tagTooLong],
        ['addTag', tagsOf(['a\0b']), pushErrors.tagTooLong],
        ['addTag', tagsOf(['']), pushErrors.emptyTag],
        ['addTag', tagsOf(['a'], 'nobody'), messageErrors.unknownAccount],
        ['addTag', tagsOf(['a'], 'no UserID'), messageErrors.unknownAccount],
        ['getTag', {}, messageErrors.badReceiver],
        ['getTag', { To_Account: many }, pushErrors.tooManyAccounts],
        ['removeTag', { UserTags: [{}] }, messageErrors.badFormat],
        [
          'removeTag',
          { UserTags: many.map((To_Account) => ({ To_Account, Tags: ['a'] })) },
          pushErrors.tooManyAccounts,
        ],
        ['removeTag', tagsOf(eleven), pushErrors.tooManyTags],
        ['removeTag', tagsOf([long]), pushErrors.tagTooLong],
        ['removeTag', tagsOf(['']), pushErrors.emptyTag],
        ['removeAllTags', { To_Account: [7] }, messageErrors.badReceiver],
        ['removeAllTags', { To_Account: many }, pushErrors.tooManyAccounts],
      ]

    test('refuses what does not fit', async () => {
      const app = await seedPushApp(im, 'alice')
      await im.rest(app, rows.setName, { AttrNames: { 0: 'city' } })

      for (const [name, body, row] of refusals) {
        const answer = await im.rest(app, rows[name] as Command, body)
        expect([name, body, answer.ErrorCode]).toEqual([name, body, row.code])
      }
    })

    test('nothing of it without the switch or the plan', async () => {
      const off = await seedApp(im, 'alice')
      const poor = await seedPushApp(im, 'alice')
      await putOnPlan(im, poor, 'standard')
      const rich = await seedApp(im, 'alice')
      await putOnPlan(im, rich, 'premium')
      await setConf(im, rich, { MassPush: true })
      const bodies: readonly (readonly [keyof typeof rows, unknown])[] = [
        ['setName', { AttrNames: { 0: 'city' } }],
        ['getName', {}],
        ['setAttr', attrsOf({ city: 'Rome' })],
        ['getAttr', { To_Account: ['alice'] }],
        ['removeAttr', attrsOf(['city'])],
        ['addTag', tagsOf(['a'])],
        ['getTag', { To_Account: ['alice'] }],
        ['removeTag', tagsOf(['a'])],
        ['removeAllTags', { To_Account: ['alice'] }],
      ]

      for (const [name, body] of bodies) {
        const answers = await Promise.all(
          [off, poor, rich].map((app) => im.rest(app, rows[name] as Command, body)),
        )
        const codes = answers.map(({ ErrorCode }) => ErrorCode)
        expect([name, codes]).toEqual([name, [90045, 90045, 0]])
      }
    })
  })
})
