import type { WireMessage } from '@yanshu/protocol'
import type { AccountService } from '../account/service.ts'
import type { MessageStates } from './state/states.ts'
import { stateOf } from './state/states.ts'
import type { MessageRow, MessageStore, Place, View } from './store.ts'
import { rowToView } from './wire.ts'

/** Where the newest message comes before. */
export const END: Place = { time: Number.MAX_SAFE_INTEGER, seq: Number.MAX_SAFE_INTEGER }

/** Where nothing comes before. */
const START: Place = { time: 0, seq: 0 }

export interface Page {
  /** Ascending by time. */
  readonly messages: readonly WireMessage[]
  /** True when nothing lies beyond the page. */
  readonly complete: boolean
}

/** Reads conversations as one of their sides sees them, a page at a time. */
export class History {
  readonly #messages: MessageStore
  readonly #states: MessageStates
  readonly #accounts: AccountService

  constructor(messages: MessageStore, states: MessageStates, accounts: AccountService) {
    this.#messages = messages
    this.#states = states
    this.#accounts = accounts
  }

  /** The page before a seq, or the newest page. */
  async before(view: View, peer: string, seq: number | undefined, limit: number): Promise<Page> {
    const place = seq === undefined ? END : await this.#placeOf(view, seq)
    const rows = await this.#messages.before(view, place, limit + 1)
    const page = rows.slice(0, limit).toReversed()
    return { messages: await this.dress(page, view.account, peer), complete: rows.length <= limit }
  }

  /** The page after a seq, in the order of the log. */
  async after(view: View, peer: string, seq: number, limit: number): Promise<Page> {
    const rows = await this.#messages.afterSeq(view, seq, limit + 1)
    const page = rows.slice(0, limit)
    return { messages: await this.dress(page, view.account, peer), complete: rows.length <= limit }
  }

  /** Rows of one conversation as clients get them: with their senders' names and what happened to them. */
  async dress(
    rows: readonly MessageRow[],
    account: string,
    peer: string,
  ): Promise<readonly WireMessage[]> {
    const [first] = rows
    if (!first) return []
    const sides = await this.#accounts.findMany(first.app_id, [account, peer])
    const states = await this.#states.of(rows)
    return rows.map((row) => rowToView(row, { account, peer }, sides, stateOf(states, row)))
  }

  async #placeOf(view: View, seq: number): Promise<Place> {
    if (seq === 0) return START
    // It may be removed by now: then the next one that is left has the same place.
    const first = await this.#messages.firstFrom(view.appId, view.conversation, seq)
    return first ?? END
  }
}
