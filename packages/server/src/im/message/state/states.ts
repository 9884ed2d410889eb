import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { MessageStateTable } from '../../../store/schema-message-state.ts'
import type { Schema } from '../../../store/schema.ts'
import { flags, has } from '../flags.ts'
import type { MessageRow, RecallRow } from '../store.ts'

export type StateRow = Selectable<MessageStateTable>

/** What happened to a message since it was sent. */
export interface MessageState {
  readonly state?: StateRow | undefined
  readonly recall?: RecallRow | undefined
}

/** States by the message they are of; see `stateOf`. */
export type States = ReadonlyMap<string, MessageState>

type Place = Pick<MessageRow, 'conversation' | 'seq'>

const none: States = new Map()

/** The state of a message among those read for its page. */
export function stateOf(states: States, place: Place): MessageState | undefined {
  return states.size === 0 ? undefined : states.get(keyOf(place))
}

/** Reads what happened to messages, of any conversations of one app, since they were sent. */
export class MessageStates {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  /** Two queries at most, and none where nothing happened to any of them. */
  async of(rows: readonly MessageRow[]): Promise<States> {
    const changed = rows.filter((row) => has(row.flags, flags.changed))
    const [first] = changed
    if (!first) return none
    const recalled = changed.filter((row) => has(row.flags, flags.recalled))
    const [states, recalls] = await Promise.all([
      this.#statesAt(first.app_id, changed),
      recalled.length === 0 ? [] : this.#recallsAt(first.app_id, recalled),
    ])
    const recallByKey = new Map(recalls.map((row) => [keyOf(row), row]))
    return new Map(
      states.map((state) => [keyOf(state), { state, recall: recallByKey.get(keyOf(state)) }]),
    )
  }

  #statesAt(appId: number, places: readonly Place[]): Promise<readonly StateRow[]> {
    return this.#db
      .selectFrom('message_state')
      .selectAll()
      .where('app_id', '=', appId)
      .where(isAt(places))
      .execute()
  }

  #recallsAt(appId: number, places: readonly Place[]): Promise<readonly RecallRow[]> {
    return this.#db
      .selectFrom('message_recall')
      .selectAll()
      .where('app_id', '=', appId)
      .where(isAt(places))
      .execute()
  }
}

function keyOf({ conversation, seq }: Place): string {
  return `${conversation} ${seq}`
}

/** Numbers of our own, so they stand in the text: there may be more of them than parameters are allowed. */
function isAt(places: readonly Place[]) {
  const pairs = places.map(
    ({ conversation, seq }) => sql`(${sql.lit(conversation)}, ${sql.lit(seq)})`,
  )
  return sql<boolean>`(conversation, seq) in (values ${sql.join(pairs)})`
}
