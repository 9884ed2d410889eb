import type { GroupConversations, Seat } from '../group/service.ts'
import type { Owner } from './contact-store.ts'
import { groupKeyOf } from './keys.ts'
import { MOST_PINNED } from './pins.ts'
import type { ListPlace, PositionRow, PositionStore } from './store.ts'

/** A conversation in the list, with an account or of a group. */
export interface ListEntry extends ListPlace {
  readonly key: string
  readonly pinnedAt: number
}

/** A page of the list, after a place that an answer told. */
export interface ListAsked {
  readonly owner: Owner
  /** Of the last conversation told, in Unix seconds; 0 for the beginning. */
  readonly second: number
  readonly conversation: number
  readonly withEmpty: boolean
  /** Leaves out what was pinned up to this second. */
  readonly pinnedUpTo: number | undefined
  readonly limit: number
}

/** Pages of a list in which conversations with accounts and those of groups stand among each other. */
export class ListPages {
  readonly #store: PositionStore
  readonly #groups: GroupConversations

  constructor(store: PositionStore, groups: GroupConversations) {
    this.#store = store
    this.#groups = groups
  }

  /** The groups in the list of an account. */
  seats(owner: Owner): Promise<readonly Seat[]> {
    return this.#groups.listed(owner)
  }

  /** What is pinned, the newest pin first. */
  async pinned({ appId, account }: Owner, seats: readonly Seat[]): Promise<readonly ListEntry[]> {
    const rows = await this.#store.pinned(appId, account, MOST_PINNED)
    const groups = seats.map(entryOfGroup).filter(({ pinnedAt }) => pinnedAt > 0)
    return [...rows.map(entryOf), ...groups].toSorted((a, b) => b.pinnedAt - a.pinnedAt)
  }

  /** The newest conversations after a place. */
  async page(asked: ListAsked, seats: readonly Seat[]): Promise<readonly ListEntry[]> {
    const { owner, withEmpty, pinnedUpTo, limit } = asked
    const after = await this.#place(asked, seats)
    const rows = await this.#store.page({ ...owner, after, withEmpty, pinnedUpTo, limit })
    const groups = seats
      .filter(({ liftSeq, clearedSeq }) => withEmpty || liftSeq > clearedSeq)
      .map(entryOfGroup)
      .filter((entry) => !after || byTime(after, entry) < 0)
      .filter(({ pinnedAt }) => pinnedUpTo === undefined || !isPinnedUpTo(pinnedAt, pinnedUpTo))
    return [...rows.map(entryOf), ...groups].toSorted(byTime).slice(0, limit)
  }

  /**
   * Times are told in seconds: the last conversation itself has the exact place, and where that moved
   * on meanwhile, the page begins at the end of its second; some may then come again.
   */
  async #place(asked: ListAsked, seats: readonly Seat[]): Promise<ListPlace | undefined> {
    const { owner, second, conversation } = asked
    if (second === 0) return undefined
    const end = second * 1000 + 999
    const seat = seats.find((each) => each.conversation === conversation)
    const time = seat
      ? entryOfGroup(seat).time
      : await this.#store.timeOf({ ...owner, conversation })
    return { conversation, time: time === undefined || time > end ? end + 1 : time }
  }
}

/** The newest first. */
function byTime(a: ListPlace, b: ListPlace): number {
  return b.time - a.time || b.conversation - a.conversation
}

function isPinnedUpTo(pinnedAt: number, second: number): boolean {
  return pinnedAt > 0 && pinnedAt < (second + 1) * 1000
}

function entryOf({ peer, conversation, pinned_at, last_time }: PositionRow): ListEntry {
  return { key: peer, conversation, pinnedAt: pinned_at, time: last_time }
}

function entryOfGroup({ placeId, conversation, pinnedAt, lastTime }: Seat): ListEntry {
  const time = lastTime === 0 ? pinnedAt : lastTime
  return { key: groupKeyOf(placeId), conversation, pinnedAt, time }
}
