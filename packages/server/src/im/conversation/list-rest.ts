import {
  ImError,
  recentContactDelete,
  recentContactGetList,
  recentContactTop,
  recentErrors,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestCall, RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import { toSeconds } from '../../clock.ts'
import type { GroupConversations } from '../group/service.ts'
import { communityOf } from '../group/service.ts'
import type { Contacts, ContactView } from './contacts.ts'
import type { Folder } from './folder.ts'
import { groupKeyOf, groupOfKey } from './keys.ts'
import type { ListEntry, ListPages } from './list-pages.ts'
import type { Pins } from './pins.ts'
import type { Positions } from './positions.ts'
import { markText } from './rules.ts'

export interface ListRestDoor {
  readonly contacts: Contacts
  readonly positions: Positions
  readonly pins: Pins
  readonly pages: ListPages
  readonly groups: GroupConversations
  readonly folder: Folder
}

/** Conversations in one answer. */
const PAGE = 100
/** Bits of `AssistFlags`. */
const TELLS_PINNED = 1
const WITH_EMPTY = 2
const PINNED_FIRST = 4
const IN_FULL = 32

type ListCall = RestCall<z.output<typeof recentContactGetList.request>>
type DeleteCall = RestCall<z.output<typeof recentContactDelete.request>>
type TopCall = RestCall<z.output<typeof recentContactTop.request>>

/** The commands about the list of conversations. */
export function listRest(door: ListRestDoor): readonly RestHandler[] {
  return [
    handleRest(recentContactGetList, (call) => getList(door, call)),
    handleRest(recentContactDelete, (call) => drop(door, call)),
    handleRest(recentContactTop, (call) => top(door, call)),
  ]
}

async function drop({ contacts, groups, positions }: ListRestDoor, { appId, body }: DeleteCall) {
  const { From_Account: account, Type, To_Account: peer, ToGroupid } = body
  const owner = { appId, account }
  const clears = body.ClearRamble === 1
  await contacts.assertAccount(owner)
  // An older page of the documents has To_Account for groups, too.
  const key = keyOf(Type, peer, ToGroupid ?? peer)
  await assertKnown(contacts, owner, [key])
  const groupId = groupOfKey(key)
  if (groupId === undefined) await positions.delete(appId, account, [key], clears)
  else {
    await groups.hide(owner, [groupId], clears)
    positions.tellDeleted({ ...owner, sessionId: undefined }, [key], clears)
  }
  return {}
}

async function top({ contacts, pins }: ListRestDoor, { appId, body }: TopCall) {
  const owner = { appId, account: body.From_Account }
  await contacts.assertAccount(owner)
  const keys = body.RecentContactItem.map(({ Type, To_Account, GroupId }) => {
    // Topics are in no list.
    if (Type === 2 && GroupId !== undefined && communityOf(GroupId) !== undefined) {
      throw new ImError(recentErrors.badParameter, GroupId)
    }
    return keyOf(Type, To_Account, GroupId)
  })
  await assertKnown(contacts, owner, keys)
  await pins.change(owner, keys, body.OperationType === 1)
  return {}
}

/** @throws {ImError} 50002 where the id that goes with the type is missing. */
function keyOf(type: 1 | 2, peer: string | undefined, groupId: string | undefined): string {
  if (type === 1 && peer !== undefined) return peer
  if (type === 2 && groupId !== undefined) return groupKeyOf(groupId)
  throw new ImError(recentErrors.badParameter, type === 1 ? 'To_Account' : 'the id of the group')
}

/** @throws {ImError} 50001 for who is not imported, 50002 for a group that the account is not in. */
async function assertKnown(
  contacts: Contacts,
  owner: Parameters<Contacts['unknown']>[0],
  keys: readonly string[],
): Promise<void> {
  const [unknown] = await contacts.unknown(owner, keys)
  if (!unknown) return
  const groupId = groupOfKey(unknown[0])
  if (groupId === undefined) throw new ImError(unknown[1], unknown[0])
  throw new ImError(recentErrors.badParameter, `no member of ${groupId}`)
}

async function getList({ contacts, folder, pages }: ListRestDoor, { appId, body }: ListCall) {
  const owner = { appId, account: body.From_Account }
  await contacts.assertAccount(owner)
  await folder.caughtUp()
  const has = (bit: number) => (body.AssistFlags & bit) !== 0
  const isFirst = body.TimeStamp === 0 && body.StartIndex === 0
  const seats = await pages.seats(owner)
  const pinned = has(PINNED_FIRST) && isFirst ? await pages.pinned(owner, seats) : []
  const [newestPin] = pinned
  const pinnedUpTo = newestPin ? toSeconds(newestPin.pinnedAt) : body.TopTimeStamp
  const asked = {
    owner,
    second: body.TimeStamp,
    conversation: body.StartIndex,
    withEmpty: has(WITH_EMPTY),
    // One that is pinned meanwhile is told here: the pinned ones were told before it was.
    pinnedUpTo: has(PINNED_FIRST) ? pinnedUpTo : undefined,
    limit: PAGE + 1,
  }
  const found = await pages.page(asked, seats)
  const page = found.slice(0, PAGE)
  const shown = [...pinned, ...page]
  const views = has(IN_FULL)
    ? await contacts.views(
        owner,
        shown.map(({ key }) => key),
      )
    : new Map<string, ContactView>()
  const last = page.at(-1)
  return {
    SessionItem: shown.map((entry) => sessionItem(entry, has(TELLS_PINNED), views.get(entry.key))),
    CompleteFlag: found.length <= PAGE ? (1 as const) : (0 as const),
    TimeStamp: last ? toSeconds(last.time) : body.TimeStamp,
    StartIndex: last?.conversation ?? body.StartIndex,
    TopTimeStamp: pinnedUpTo,
    TopStartIndex: pinned.at(-1)?.conversation ?? body.TopStartIndex,
  }
}

function sessionItem(entry: ListEntry, tellsPinned: boolean, view: ContactView | undefined) {
  const set = view?.row
  const mark = set ? markText({ low: set.mark_low, high: set.mark_high }) : ''
  const groupId = groupOfKey(entry.key)
  return {
    ...(groupId === undefined
      ? { Type: 1 as const, To_Account: entry.key }
      : { Type: 2 as const, GroupId: groupId }),
    MsgTime: toSeconds(entry.time),
    ...(tellsPinned ? { TopFlag: entry.pinnedAt > 0 ? (1 as const) : (0 as const) } : {}),
    ...(mark === '' ? {} : { StandardMark: mark }),
    ...(set && set.custom !== '' ? { CustomMark: set.custom } : {}),
    ...(view && view.groupIds.length > 0 ? { ContactGroupId: [...view.groupIds] } : {}),
  }
}
