import type { WireGroupMessage } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { AccountService } from '../../account/service.ts'
import type { MessageRow, MessageStates } from '../../message/service.ts'
import { stateOf } from '../../message/service.ts'
import { rowToGroupWire, speakerOf } from './group-wire.ts'

/** A row of the log with where it was said. */
export type GroupMessageRow = MessageRow & {
  /** The group, also of a message in a topic. */
  readonly groupId: string
  /** GroupID or TopicID. */
  readonly placeId: string
}

export interface DresserDeps {
  readonly db: Kysely<Schema>
  readonly accounts: AccountService
  readonly states: MessageStates
}

/** Turns rows of any groups of one app into messages, with their senders as they are now: a few reads for all. */
export class Dresser {
  readonly #deps: DresserDeps

  constructor(deps: DresserDeps) {
    this.#deps = deps
  }

  async dress(rows: readonly GroupMessageRow[]): Promise<readonly WireGroupMessage[]> {
    const [first] = rows
    if (!first) return []
    const senders = [...new Set(rows.map(({ sender }) => sender))]
    const [states, people, cards] = await Promise.all([
      this.#deps.states.of(rows),
      this.#deps.accounts.findMany(first.app_id, senders),
      this.#nameCards(first.app_id, rows),
    ])
    return rows.map((row) => {
      const card = cards.get(keyOf(row.groupId, row.sender)) ?? ''
      const speaker = speakerOf(people.get(row.sender), card)
      return rowToGroupWire(row, row.placeId, speaker, stateOf(states, row))
    })
  }

  async #nameCards(
    appId: number,
    rows: readonly GroupMessageRow[],
  ): Promise<ReadonlyMap<string, string>> {
    const said = new Map(rows.map((row) => [keyOf(row.groupId, row.sender), row]))
    const pairs = [...said.values()].map(({ groupId, sender }) => sql`(${groupId}, ${sender})`)
    const found = await this.#deps.db
      .selectFrom('group_member')
      .select(['group_id', 'account', 'name_card'])
      .where('app_id', '=', appId)
      .where(sql<boolean>`(group_id, account) in (values ${sql.join(pairs)})`)
      .where('name_card', '<>', '')
      .execute()
    return new Map(found.map((row) => [keyOf(row.group_id, row.account), row.name_card]))
  }
}

/** No UserID has a blank. */
function keyOf(groupId: string, account: string): string {
  return `${account} ${groupId}`
}
