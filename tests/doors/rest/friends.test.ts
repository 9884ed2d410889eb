import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  friendCheck,
  friendDelete,
  friendDeleteAll,
  friendGet,
  friendGetList,
  friendImport,
  friendUpdate,
  groupAdd,
  groupGet,
  portraitSet,
  relationErrors,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { befriend, calling, done, failed, RELATION_OK, SOURCE } from '../relations.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { ask, failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const names = (count: number) => numbers(count).map((number) => `u${number}`)
const noFriend = { code: 30001, info: 'Err_SNS_FriendGetList_Friend_Not_Exist' }

describe.each(storages)('friends on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const withField = async (...userIds: readonly string[]): Promise<TestApp> => {
    const app = await seedApp(im, ...userIds)
    await im.platform.im.apps.addFriendField(app.appId, { Key: 'Team', Type: 'string' })
    return app
  }
  const page = (app: TestApp, StartIndex = 0, more: Readonly<Record<string, unknown>> = {}) =>
    im.rest(app, friendGet, { From_Account: 'alice', StartIndex, ...more })
  const friendsOf = async (app: TestApp, userId: string) => {
    const { UserDataItem } = await im.rest(app, friendGet, { From_Account: userId, StartIndex: 0 })
    return (UserDataItem as { readonly To_Account: string }[]).map((item) => item.To_Account)
  }

  describe('friend_import', () => {
    const item = {
      To_Account: 'bob',
      AddSource: SOURCE,
      Remark: 'Bob',
      RemarkTime: 1_420_000_001,
      GroupName: ['work', 'home'],
      AddWording: 'hello',
      AddTime: 1_420_000_000,
      CustomItem: [{ Tag: 'Tag_SNS_Custom_Team', Value: 'red' }],
    }

    test('keeps everything of the friend, on one side', async () => {
      const app = await withField('alice', 'bob')

      const answer = await im.rest(app, friendImport, {
        From_Account: 'alice',
        AddFriendItem: [item],
      })

      expect(answer).toEqual({ ...RELATION_OK, ResultItem: [done('bob')] })
      expect(await page(app)).toEqual({
        ...RELATION_OK,
        UserDataItem: [
          {
            To_Account: 'bob',
            ValueItem: [
              { Tag: 'Tag_SNS_IM_Group', Value: ['work', 'home'] },
              { Tag: 'Tag_SNS_IM_Remark', Value: 'Bob' },
              { Tag: 'Tag_SNS_IM_AddSource', Value: SOURCE },
              { Tag: 'Tag_SNS_IM_AddWording', Value: 'hello' },
              { Tag: 'Tag_SNS_IM_AddTime', Value: 1_420_000_000 },
              { Tag: 'Tag_SNS_IM_RemarkTime', Value: 1_420_000_001 },
              { Tag: 'Tag_SNS_Custom_Team', Value: 'red' },
            ],
          },
        ],
        StandardSequence: 1,
        CustomSequence: 1,
        FriendNum: 1,
        CompleteFlag: 1,
        NextStartIndex: 0,
      })
      expect(await friendsOf(app, 'bob')).toEqual([])
    })

    test('fails single items: unknown accounts, oneself, unknown fields, too many groups', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol', 'dan')
      await im.rest(app, groupAdd, { From_Account: 'alice', GroupName: names(31) })
      const { CustomItem: _, ...plain } = item

      const { ResultItem, Fail_Account } = await im.rest(app, friendImport, {
        From_Account: 'alice',
        AddFriendItem: [
          { ...plain, To_Account: 'nobody' },
          { ...plain, To_Account: 'alice' },
          { ...item, To_Account: 'bob' },
          { ...plain, To_Account: 'carol' },
          { ...plain, To_Account: 'dan', GroupName: ['one'] },
        ],
      })

      expect(ResultItem).toEqual([
        failed('nobody', relationErrors.unknownAccount),
        failed('alice', relationErrors.badParameter),
        failed('bob', relationErrors.badParameter),
        failed('carol', relationErrors.groupsFull),
        done('dan'),
      ])
      expect(Fail_Account).toEqual(['nobody', 'alice', 'bob', 'carol'])
    })

    test('stops at the plan’s number of friends; another plan has more', async () => {
      const app = await seedApp(im, 'alice', ...names(21))
      await putOnPlan(im, app, 'developer')
      const full = await befriend(im, app, 'alice', ...names(21))
      await putOnPlan(im, app, 'standard')
      const more = await befriend(im, app, 'alice', 'u21')

      expect(full.Fail_Account).toEqual(['u21'])
      expect((full.ResultItem as unknown[]).at(-1)).toEqual(
        failed('u21', relationErrors.friendsFull),
      )
      expect(more.ResultItem).toEqual([done('u21')])
    })

    test('refuses an owner that is not there, and 33 groups', async () => {
      const app = await seedApp(im, 'alice')
      const items = [{ ...item, GroupName: names(33) }]

      expect(await befriend(im, app, 'nobody', 'alice')).toMatchObject(
        failure(relationErrors.unknownAccount),
      )
      expect(
        await im.rest(app, friendImport, { From_Account: 'alice', AddFriendItem: items }),
      ).toMatchObject(failure(relationErrors.badParameter))
    })
  })

  describe('friend_update', () => {
    const update = (app: TestApp, To_Account: string, tags: Readonly<Record<string, unknown>>) =>
      im.rest(app, friendUpdate, {
        From_Account: 'alice',
        UpdateItem: [
          { To_Account, SnsItem: Object.entries(tags).map(([Tag, Value]) => ({ Tag, Value })) },
        ],
      })

    test('changes remark, groups and custom fields and leaves the rest', async () => {
      const app = await withField('alice', 'bob')
      await befriend(im, app, 'alice', 'bob')

      const answer = await update(app, 'bob', {
        Tag_SNS_IM_Remark: 'Bob',
        Tag_SNS_IM_Group: ['work'],
        Tag_SNS_Custom_Team: 'blue',
      })

      expect(answer).toEqual({ ...RELATION_OK, ResultItem: [done('bob')] })
      const read = await im.rest(app, friendGetList, {
        From_Account: 'alice',
        To_Account: ['bob'],
        TagList: [
          'Tag_SNS_IM_Remark',
          'Tag_SNS_IM_Group',
          'Tag_SNS_Custom_Team',
          'Tag_SNS_IM_AddSource',
        ],
      })
      expect(read.InfoItem).toMatchObject([
        { SnsProfileItem: [{ Value: 'Bob' }, { Value: ['work'] }, { Value: 'blue' }, {}] },
      ])
      const groups = await im.rest(app, groupGet, { From_Account: 'alice', LastSequence: 0 })
      expect(groups.ResultItem).toEqual([{ GroupName: 'work', FriendNumber: 1 }])
    })

    test.each([
      [{ Tag_SNS_IM_Remark: 'x'.repeat(97) }],
      [{ Tag_SNS_IM_Remark: 'a\0b' }],
      [{ Tag_SNS_IM_Remark: 7 }],
      [{ Tag_SNS_IM_Group: 'work' }],
      [{ Tag_SNS_IM_Group: [''] }],
      [{ Tag_SNS_IM_AddSource: SOURCE }],
      [{ Tag_SNS_Custom_Other: 'x' }],
      [{ Tag_SNS_Custom_Team: 'x'.repeat(501) }],
      [{ Tag_SNS_Custom_Team: ['x'] }],
    ])('refuses %j', async (tags) => {
      const app = await withField('alice', 'bob')
      await befriend(im, app, 'alice', 'bob')

      const { ResultItem } = await update(app, 'bob', tags)

      expect(ResultItem).toEqual([failed('bob', relationErrors.badParameter)])
    })

    test('refuses strangers, too many groups, and an owner that is not there', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol')
      await befriend(im, app, 'alice', 'bob')
      await im.rest(app, groupAdd, { From_Account: 'alice', GroupName: names(32) })

      const stranger = await update(app, 'carol', { Tag_SNS_IM_Remark: 'x' })
      const over = await update(app, 'bob', { Tag_SNS_IM_Group: ['over'] })
      const nobody = await im.rest(app, friendUpdate, {
        From_Account: 'nobody',
        UpdateItem: [{ To_Account: 'bob', SnsItem: [{ Tag: 'Tag_SNS_IM_Remark', Value: 'x' }] }],
      })
      const nothing = await im.rest(app, friendUpdate, { From_Account: 'alice', UpdateItem: [] })

      expect(stranger.Fail_Account).toEqual(['carol'])
      expect(over.ResultItem).toEqual([failed('bob', relationErrors.groupsFull)])
      expect(nobody).toMatchObject(failure(relationErrors.unknownAccount))
      expect(nothing).toMatchObject(failure(relationErrors.badParameter))
    })
  })

  describe('friend_delete', () => {
    test('removes one side, or both', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol')
      await befriend(im, app, 'alice', 'bob', 'carol')
      await befriend(im, app, 'bob', 'alice')
      await befriend(im, app, 'carol', 'alice')
      const remove = calling(im, app, friendDelete)

      const single = await remove('alice', { To_Account: ['bob', 'nobody'] })
      const both = await remove('alice', { To_Account: ['carol'], DeleteType: 'Delete_Type_Both' })
      const again = await remove('alice', { To_Account: ['carol'] })

      expect(single).toEqual({
        ...RELATION_OK,
        ResultItem: [done('bob'), failed('nobody', relationErrors.unknownAccount)],
        Fail_Account: ['nobody'],
      })
      expect(both).toEqual({ ...RELATION_OK, ResultItem: [done('carol')] })
      expect(again.ResultItem).toEqual([failed('carol', relationErrors.notFriends)])
      expect(await friendsOf(app, 'alice')).toEqual([])
      expect(await friendsOf(app, 'bob')).toEqual(['alice'])
      expect(await friendsOf(app, 'carol')).toEqual([])
    })

    test('refuses an owner that is not there, and nobody to delete', async () => {
      const app = await seedApp(im, 'alice')
      const remove = calling(im, app, friendDelete)

      expect(await remove('nobody', { To_Account: ['alice'] })).toMatchObject(
        failure(relationErrors.unknownAccount),
      )
      expect(await remove('alice', { To_Account: [] })).toMatchObject(
        failure(relationErrors.badParameter),
      )
    })
  })

  describe('friend_delete_all', () => {
    test('clears the list, and with Both the others’ too', async () => {
      const many = names(3)
      const app = await seedApp(im, 'alice', ...many)
      const clear = calling(im, app, friendDeleteAll)
      const fill = async () => {
        await befriend(im, app, 'alice', ...many)
        await befriend(im, app, 'u1', 'alice', 'u2')
      }

      await fill()
      const answer = await clear('alice')
      const afterSingle = await friendsOf(app, 'u1')
      await fill()
      await clear('alice', { DeleteType: 'Delete_Type_Both' })

      expect(answer).toEqual(RELATION_OK)
      expect(afterSingle).toEqual(['alice', 'u2'])
      expect(await friendsOf(app, 'alice')).toEqual([])
      expect(await friendsOf(app, 'u1')).toEqual(['u2'])
    })

    test('refuses an owner that is not there, and other types', async () => {
      const app = await seedApp(im, 'alice')
      const clear = calling(im, app, friendDeleteAll)

      expect(await clear('nobody')).toMatchObject(failure(relationErrors.unknownAccount))
      expect(await clear('alice', { DeleteType: 'All' })).toMatchObject(
        failure(relationErrors.badParameter),
      )
    })
  })

  describe('friend_check', () => {
    test('tells how accounts stand to each other', async () => {
      const app = await seedApp(im, 'alice', 'both', 'mine', 'theirs', 'none')
      await befriend(im, app, 'alice', 'both', 'mine')
      await befriend(im, app, 'both', 'alice')
      await befriend(im, app, 'theirs', 'alice')
      const check = calling(im, app, friendCheck)
      const To_Account = ['both', 'mine', 'theirs', 'none', 'nobody']
      const relations = (answer: Readonly<Record<string, unknown>>) =>
        (answer.InfoItem as { readonly Relation: string }[]).map((item) =>
          item.Relation.replace('CheckResult_Type_', ''),
        )

      const both = await check('alice', { To_Account, CheckType: 'CheckResult_Type_Both' })
      const single = await check('alice', { To_Account, CheckType: 'CheckResult_Type_Single' })

      expect(relations(both)).toEqual(['BothWay', 'AWithB', 'BWithA', 'NoRelation', 'NoRelation'])
      expect(relations(single)).toEqual([
        'AWithB',
        'AWithB',
        'NoRelation',
        'NoRelation',
        'NoRelation',
      ])
      expect((both.InfoItem as unknown[]).at(-1)).toEqual({
        ...failed('nobody', relationErrors.unknownAccount),
        Relation: 'CheckResult_Type_NoRelation',
      })
      expect(both.Fail_Account).toEqual(['nobody'])
    })

    test('refuses an owner that is not there, and 1001 accounts', async () => {
      const app = await seedApp(im, 'alice')
      const check = calling(im, app, friendCheck)
      const CheckType = 'CheckResult_Type_Both'

      expect(await check('nobody', { To_Account: ['alice'], CheckType })).toMatchObject(
        failure(relationErrors.unknownAccount),
      )
      expect(await check('alice', { To_Account: names(1001), CheckType })).toMatchObject(
        failure(relationErrors.badParameter),
      )
    })
  })

  describe('friend_get', () => {
    test('gives all friends page by page', async () => {
      const many = names(230)
      const app = await seedApp(im, 'alice', ...many)
      await befriend(im, app, 'alice', ...many)
      const seen: string[] = []
      let next = 0

      do {
        const answer = await page(app, next)
        for (const item of answer.UserDataItem as { readonly To_Account: string }[]) {
          seen.push(item.To_Account)
        }
        next = Number(answer.NextStartIndex)
        expect(answer.FriendNum).toBe(230)
        expect(answer.CompleteFlag).toBe(next === 0 ? 1 : 0)
      } while (next !== 0)

      expect(seen.toSorted()).toEqual(many.toSorted())
    })

    test('leaves out what the caller has already, by its sequences', async () => {
      const app = await withField('alice', 'bob')
      await befriend(im, app, 'alice', 'bob')
      const first = await page(app)
      const { StandardSequence, CustomSequence } = first

      const same = await page(app, 0, { StandardSequence, CustomSequence })
      await im.rest(app, friendUpdate, {
        From_Account: 'alice',
        UpdateItem: [{ To_Account: 'bob', SnsItem: [{ Tag: 'Tag_SNS_IM_Remark', Value: 'Bob' }] }],
      })
      const changed = await page(app, 0, { StandardSequence, CustomSequence })

      expect(same).toMatchObject({ UserDataItem: [], CompleteFlag: 1, FriendNum: 1 })
      expect(changed.CustomSequence).toBe(CustomSequence)
      expect(changed.StandardSequence).toBe(2)
      expect(changed.UserDataItem).toMatchObject([
        {
          To_Account: 'bob',
          ValueItem: expect.arrayContaining([{ Tag: 'Tag_SNS_IM_Remark', Value: 'Bob' }]),
        },
      ])
    })

    test('answers under its older name, and refuses who is not there', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      await befriend(im, app, 'alice', 'bob')
      const body = JSON.stringify({ From_Account: 'alice', StartIndex: 0 })
      const get = calling(im, app, friendGet)

      expect(await ask(im, app, { path: 'sns/friend_get_all', body })).toEqual(await page(app))
      expect(await get('nobody', { StartIndex: 0 })).toMatchObject(
        failure(relationErrors.unknownAccount),
      )
      expect(await get('alice')).toMatchObject(failure(relationErrors.badParameter))
    })
  })

  describe('friend_get_list', () => {
    test('mixes profile and friend fields, and leaves unset ones out', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol')
      await befriend(im, app, 'alice', 'bob')
      await im.rest(app, portraitSet, {
        From_Account: 'bob',
        ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Bobby' }],
      })

      const answer = await im.rest(app, friendGetList, {
        From_Account: 'alice',
        To_Account: ['bob', 'carol'],
        TagList: ['Tag_Profile_IM_Nick', 'Tag_Profile_IM_Level', 'Tag_SNS_IM_AddSource'],
      })

      expect(answer).toEqual({
        ...RELATION_OK,
        InfoItem: [
          {
            ...done('bob'),
            SnsProfileItem: [
              { Tag: 'Tag_Profile_IM_Nick', Value: 'Bobby' },
              { Tag: 'Tag_SNS_IM_AddSource', Value: SOURCE },
            ],
          },
          failed('carol', noFriend),
        ],
        Fail_Account: ['carol'],
      })
    })

    test('refuses an owner that is not there, and tags that are none', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const get = calling(im, app, friendGetList)
      const To_Account = ['bob']

      expect(await get('nobody', { To_Account, TagList: ['Tag_SNS_IM_Remark'] })).toMatchObject(
        failure(relationErrors.unknownAccount),
      )
      expect(await get('alice', { To_Account, TagList: ['Tag_SNS_Other'] })).toMatchObject(
        failure(relationErrors.badParameter),
      )
    })
  })
})
