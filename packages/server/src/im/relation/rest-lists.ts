import {
  blackListAdd,
  blackListCheck,
  blackListDelete,
  blackListGet,
  groupAdd,
  groupDelete,
  groupGet,
} from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import { batchAnswer, failedOf, resultOf } from './rest-results.ts'
import type { Relations } from './service.ts'

/** The commands of blocklists and friend groups. */
export function relationListRest(relations: Relations): readonly RestHandler[] {
  return [...blocklists(relations), ...groups(relations)]
}

function blocklists({ blocklists: lists }: Relations): readonly RestHandler[] {
  return [
    handleRest(blackListAdd, async ({ appId, body }) =>
      batchAnswer(await lists.add(appId, body.From_Account, body.To_Account)),
    ),
    handleRest(blackListDelete, async ({ appId, body }) =>
      batchAnswer(await lists.delete(appId, body.From_Account, body.To_Account)),
    ),
    // LastSequence asks for nothing: every page is given, as callers of REST expect.
    handleRest(blackListGet, async ({ appId, body }) => {
      const { From_Account, StartIndex, MaxLimited } = body
      const page = await lists.page(appId, From_Account, StartIndex, MaxLimited)
      return {
        BlackListItem: page.rows.map((row) => ({
          To_Account: row.blocked,
          AddBlackTimeStamp: Math.floor(row.time / 1000),
        })),
        StartIndex: page.complete ? 0 : (page.rows.at(-1)?.version ?? 0),
        CurruentSequence: page.sequence,
      }
    }),
    handleRest(blackListCheck, async ({ appId, body }) => {
      const both = body.CheckType === 'BlackCheckResult_Type_Both'
      const found = await lists.check(appId, body.From_Account, body.To_Account, both)
      return {
        BlackListCheckItem: found.map((item) => ({ ...resultOf(item), Relation: item.relation })),
        ...failedOf(found),
      }
    }),
  ]
}

function groups({ groups: lists }: Relations): readonly RestHandler[] {
  return [
    handleRest(groupAdd, async ({ appId, body }) => {
      const { From_Account, GroupName, To_Account } = body
      const done = await lists.add(appId, From_Account, GroupName, To_Account ?? [])
      const answer = To_Account ? batchAnswer(done.outcomes) : {}
      return { ...answer, CurrentSequence: done.sequence }
    }),
    handleRest(groupDelete, async ({ appId, body }) => {
      const { sequence } = await lists.delete(appId, body.From_Account, body.GroupName)
      return { CurrentSequence: sequence }
    }),
    handleRest(groupGet, async ({ appId, body }) => {
      const { From_Account, GroupName, LastSequence, NeedFriend } = body
      const names = GroupName ?? []
      const { groups: found, sequence } = await lists.list(appId, From_Account, names)
      const known = names.length === 0 && LastSequence !== 0 && LastSequence === sequence
      const shown = known ? [] : found
      const withFriends = NeedFriend === 'Need_Friend_Type_Yes'
      return {
        ResultItem: shown.map(({ name, members }) => ({
          GroupName: name,
          FriendNumber: members.length,
          ...(withFriends ? { To_Account: [...members] } : {}),
        })),
        CurrentSequence: sequence,
      }
    }),
  ]
}
