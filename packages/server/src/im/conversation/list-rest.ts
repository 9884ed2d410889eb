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
import type { AccountService } from '../account/service.ts'
import type { Contacts, ContactView } from './contacts.ts'
import type { Folder } from './folder.ts'
import { MOST_PINNED } from './positions.ts'
import type { Positions } from './positions.ts'
import { markText } from './rules.ts'
import type { PositionRow, PositionStore } from './store.ts'

export interface ListRestDoor {
  readonly accounts: AccountService
  readonly contacts: Contacts
  readonly positions: Positions
  readonly positionStore: PositionStore
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

/** The commands about the list of conversations. */
export function listRest(door: ListRestDoor): readonly RestHandler[] {
  const { contacts, positions, accounts } = door
  return [
    handleRest(recentContactGetList, (call) => getList(door, call)),
    handleRest(recentContactDelete, async ({ appId, body }) => {
      const { From_Account: account, Type, To_Account: peer } = body
      await contacts.assertAccount({ appId, account })
      if (Type === 2) throw new ImError(recentErrors.badParameter, 'there is no such group')
      if (peer === undefined) throw new ImError(recentErrors.badParameter, 'To_Account')
      if (!(await accounts.find(appId, peer))) throw new ImError(recentErrors.unknownAccount, peer)
      await positions.delete(appId, account, [peer], body.ClearRamble === 1)
      return {}
    }),
    handleRest(recentContactTop, async ({ appId, body }) => {
      const owner = { appId, account: body.From_Account }
      await contacts.assertAccount(owner)
      const peers = body.RecentContactItem.map(({ Type, To_Account: peer }) => {
        if (Type === 2) throw new ImError(recentErrors.badParameter, 'there is no such group')
        if (peer === undefined) throw new ImError(recentErrors.badParameter, 'To_Account')
        return peer
      })
      const [unknown] = await contacts.unknown(owner, peers)
      if (unknown) throw new ImError(unknown[1], unknown[0])
      await positions.pinMany(owner, peers, body.OperationType === 1)
      return {}
    }),
  ]
}

async function getList(door: ListRestDoor, { appId, body }: ListCall) {
  const { contacts, positionStore: store } = door
  const owner = { appId, account: body.From_Account }
  await contacts.assertAccount(owner)
  await door.folder.caughtUp()
  const has = (bit: number) => (body.AssistFlags & bit) !== 0
  const isFirst = body.TimeStamp === 0 && body.StartIndex === 0
  const pinned =
    has(PINNED_FIRST) && isFirst ? await store.pinned(appId, owner.account, MOST_PINNED) : []
  const [newestPin] = pinned
  const pinnedUpTo = newestPin ? toSeconds(newestPin.pinned_at) : body.TopTimeStamp
  const rows = await store.page({
    ...owner,
    second: body.TimeStamp,
    conversation: body.StartIndex,
    withEmpty: has(WITH_EMPTY),
    // One that is pinned meanwhile is told here: the pinned ones were told before it was.
    pinnedUpTo: has(PINNED_FIRST) ? pinnedUpTo : undefined,
    limit: PAGE + 1,
  })
  const page = rows.slice(0, PAGE)
  const shown = [...pinned, ...page]
  const views = has(IN_FULL)
    ? await contacts.views(
        owner,
        shown.map(({ peer }) => peer),
      )
    : new Map<string, ContactView>()
  const last = page.at(-1)
  return {
    SessionItem: shown.map((row) => sessionItem(row, has(TELLS_PINNED), views.get(row.peer))),
    CompleteFlag: rows.length <= PAGE ? (1 as const) : (0 as const),
    TimeStamp: last ? toSeconds(last.last_time) : body.TimeStamp,
    StartIndex: last?.conversation ?? body.StartIndex,
    TopTimeStamp: pinnedUpTo,
    TopStartIndex: pinned.at(-1)?.conversation ?? body.TopStartIndex,
  }
}

function sessionItem(row: PositionRow, tellsPinned: boolean, view: ContactView | undefined) {
  const set = view?.row
  const mark = set ? markText({ low: set.mark_low, high: set.mark_high }) : ''
  return {
    Type: 1 as const,
    To_Account: row.peer,
    MsgTime: toSeconds(row.last_time),
    ...(tellsPinned ? { TopFlag: row.pinned_at > 0 ? (1 as const) : (0 as const) } : {}),
    ...(mark === '' ? {} : { StandardMark: mark }),
    ...(set && set.custom !== '' ? { CustomMark: set.custom } : {}),
    ...(view && view.groupIds.length > 0 ? { ContactGroupId: [...view.groupIds] } : {}),
  }
}
