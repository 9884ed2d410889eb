import {
  friendAdd,
  friendCheck,
  friendDelete,
  friendDeleteAll,
  friendGet,
  friendGetList,
  friendImport,
  friendUpdate,
  ImError,
  isProfileTag,
  relationErrors,
  snsTags,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestCall, RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { AccountService } from '../account/service.ts'
import type { App } from '../app/app.ts'
import type { AppService } from '../app/service.ts'
import { customOf, isSnsTag, standardValue } from './friend-view.ts'
import type { TagValue } from './friend-view.ts'
import { relationListRest } from './rest-lists.ts'
import { batchAnswer, failedOf, resultOf } from './rest-results.ts'
import type { FriendRow } from './rows.ts'
import type { Relations } from './service.ts'

/** Friends in one answer of `friend_get`. */
const PAGE = 100

export interface RelationDoor {
  readonly relations: Relations
  readonly apps: AppService
  readonly accounts: AccountService
}

/** The commands of the relationship chain. */
export function relationRest(door: RelationDoor): readonly RestHandler[] {
  return [...changing(door), ...reading(door), ...relationListRest(door.relations)]
}

function changing({
  relations: { entries, friends, requests },
}: RelationDoor): readonly RestHandler[] {
  return [
    handleRest(friendAdd, async ({ appId, body }) => {
      const outcomes = await requests.add({
        appId,
        from: body.From_Account,
        wanted: body.AddFriendItem.map((item) => ({
          userId: item.To_Account,
          source: item.AddSource,
          remark: item.Remark ?? '',
          group: item.GroupName ?? '',
          wording: item.AddWording ?? '',
        })),
        type: body.AddType,
        forced: body.ForceAddFlags === 1,
      })
      return batchAnswer(outcomes)
    }),
    handleRest(friendImport, async ({ appId, body }) => {
      const wanted = body.AddFriendItem.map((item) => ({
        userId: item.To_Account,
        source: item.AddSource,
        remark: item.Remark ?? '',
        wording: item.AddWording ?? '',
        groups: item.GroupName ?? [],
        custom: (item.CustomItem ?? []).map(({ Tag, Value }) => ({ tag: Tag, value: Value })),
        addedAt: toMilliseconds(item.AddTime),
        remarkAt: toMilliseconds(item.RemarkTime),
      }))
      return batchAnswer(await entries.import(appId, body.From_Account, wanted))
    }),
    handleRest(friendUpdate, async ({ appId, body }) => {
      const updates = body.UpdateItem.map(({ To_Account, SnsItem }) => ({
        userId: To_Account,
        items: SnsItem.map(({ Tag, Value }) => ({ tag: Tag, value: Value })),
      }))
      return batchAnswer(await entries.update(appId, body.From_Account, updates))
    }),
    handleRest(friendDelete, async ({ appId, body }) => {
      const { From_Account, To_Account, DeleteType } = body
      return batchAnswer(await friends.delete(appId, From_Account, To_Account, DeleteType))
    }),
    handleRest(friendDeleteAll, async ({ appId, body }) => {
      await friends.deleteAll(appId, body.From_Account, body.DeleteType)
      return {}
    }),
  ]
}

function reading(door: RelationDoor): readonly RestHandler[] {
  const { friends } = door.relations
  return [
    handleRest(friendCheck, async ({ appId, body }) => {
      const { From_Account, To_Account, CheckType } = body
      const both = CheckType === 'CheckResult_Type_Both'
      const found = await friends.check(appId, From_Account, To_Account, both)
      return {
        InfoItem: found.map((item) => ({ ...resultOf(item), Relation: item.relation })),
        ...failedOf(found),
      }
    }),
    handleRest(friendGet, (call) => getPage(door, call)),
    handleRest(friendGetList, (call) => getList(door, call)),
  ]
}

async function getPage(
  { relations: { friends } }: RelationDoor,
  { appId, body }: RestCall<z.output<typeof friendGet.request>>,
) {
  const page = await friends.page(appId, body.From_Account, body.StartIndex, PAGE)
  const standard = body.StandardSequence !== page.sequence
  const custom = body.CustomSequence !== page.customSequence
  const known = !standard && !custom
  return {
    UserDataItem: known ? [] : page.rows.map((row) => toData(row, standard, custom)),
    StandardSequence: page.sequence,
    CustomSequence: page.customSequence,
    FriendNum: page.total,
    CompleteFlag: known || page.complete ? 1 : 0,
    NextStartIndex: known || page.complete ? 0 : (page.rows.at(-1)?.version ?? 0),
  }
}

function toData(row: FriendRow, standard: boolean, custom: boolean) {
  const tags = [...(standard ? snsTags : []), ...(custom ? Object.keys(customOf(row)) : [])]
  return { To_Account: row.friend, ValueItem: valuesOf(row, tags) }
}

async function getList(
  { relations: { friends }, apps, accounts }: RelationDoor,
  { appId, body }: RestCall<z.output<typeof friendGetList.request>>,
) {
  const app = await apps.get(appId)
  for (const tag of body.TagList) {
    const known = isSnsTag(tag) || app.friendFields.has(tag) || isReadable(app, tag)
    if (!known) throw new ImError(relationErrors.badParameter, tag)
  }
  const rows = await friends.among(appId, body.From_Account, body.To_Account)
  const known = await accounts.findMany(appId, [...rows.keys()])
  const items = body.To_Account.map((userId) => {
    const row = rows.get(userId)
    if (!row) return resultOf({ userId, error: noFriend })
    const profile: Readonly<Record<string, unknown>> = known.get(userId)?.profile ?? {}
    return {
      ...resultOf({ userId }),
      SnsProfileItem: body.TagList.flatMap((tag) => {
        const value = isProfile(tag) ? (profile[tag] as TagValue | undefined) : valueOf(row, tag)
        return value === undefined ? [] : [{ Tag: tag, Value: value }]
      }),
    }
  })
  const failed = body.To_Account.filter((userId) => !rows.has(userId))
  return { InfoItem: items, ...(failed.length === 0 ? {} : { Fail_Account: failed }) }
}

const noFriend = {
  code: relationErrors.badParameter.code,
  info: 'Err_SNS_FriendGetList_Friend_Not_Exist',
}

/** Standard profile fields, and those of the app that its administrators may read. */
function isReadable({ userFields }: App, tag: string): boolean {
  return isProfileTag(tag) || userFields.get(tag)?.AdminRead === true
}

function isProfile(tag: string): boolean {
  return tag.startsWith('Tag_Profile_')
}

function valuesOf(row: FriendRow, tags: readonly string[]) {
  return tags.flatMap((tag) => {
    const value = valueOf(row, tag)
    return value === undefined ? [] : [{ Tag: tag, Value: value }]
  })
}

function valueOf(row: FriendRow, tag: string): TagValue | undefined {
  return isSnsTag(tag) ? standardValue(row, tag) : customOf(row)[tag]
}

function toMilliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000
}
