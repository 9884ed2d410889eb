import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { WireReaction, WireUser } from '@yanshu/protocol'
import { ImError, messageExtensionErrors as errors } from '@yanshu/protocol'
import type { Schema } from '../../../store/schema.ts'
import type { MessageRow } from '../store.ts'
import type { Side, StateDeps, Subject } from './deps.ts'
import { findSeen } from './find.ts'

/** Kinds of reactions to one message (消息回应). */
const MOST_KINDS = 10

/** Users of one kind of reaction to a message. */
const MOST_USERS = 100

/** Users that come along with a kind of reaction. */
const FIRST_USERS = 10

interface Reacted {
  readonly reaction: string
  readonly account: string
}

/** Who reacted how to messages (消息回应). */
export class Reactions {
  readonly #deps: StateDeps

  constructor(deps: StateDeps) {
    this.#deps = deps
    deps.bus.subscribe('account.deleted', ({ appId, userId }) => void this.#forget(appId, userId))
  }

  /** @throws {ImError} 23007 done already, 23005 at ten kinds, 23006 at a hundred users of one. */
  async add(found: Subject, by: string, reaction: string, sessionId?: string): Promise<void> {
    await this.#change(found, { reaction, sessionId }, async (trx, current) => {
      const kinds = new Set(current.map((one) => one.reaction))
      if (isThere(current, by, reaction)) throw new ImError(errors.reactedAlready)
      if (kinds.size >= MOST_KINDS && !kinds.has(reaction)) {
        throw new ImError(errors.tooManyReactions)
      }
      if (current.filter((one) => one.reaction === reaction).length >= MOST_USERS) {
        throw new ImError(errors.tooManyReacted)
      }
      const time = this.#deps.now()
      const place = placeOf(found.row)
      await trx
        .insertInto('message_reaction')
        .values({ ...place, reaction, account: by, time })
        .execute()
    })
  }

  /** @throws {ImError} 23008 nobody reacted so, 23009 somebody else did. */
  async remove(found: Subject, by: string, reaction: string, sessionId?: string): Promise<void> {
    await this.#change(found, { reaction, sessionId }, async (trx, current) => {
      if (!current.some((one) => one.reaction === reaction)) throw new ImError(errors.noReaction)
      if (!isThere(current, by, reaction)) throw new ImError(errors.notReacted)
      await trx
        .deleteFrom('message_reaction')
        .where((where) => where.and({ ...placeOf(found.row), reaction, account: by }))
        .execute()
    })
  }

  /** The reactions to messages that an account sees, oldest kind first. */
  async of(side: Side, seqs: readonly number[], users: number) {
    const { rows } = await findSeen(this.#deps, side, seqs)
    return this.ofRows(rows, users)
  }

  /** The reactions to messages of one conversation, oldest kind first. */
  async ofRows(rows: readonly MessageRow[], users: number) {
    const [first] = rows
    if (!first) return []
    const reacted = await this.#deps.db
      .selectFrom('message_reaction')
      .select(['seq', 'reaction', 'account'])
      .where('app_id', '=', first.app_id)
      .where('conversation', '=', first.conversation)
      .where(
        'seq',
        'in',
        rows.map(({ seq }) => seq),
      )
      .orderBy('time')
      .orderBy('account')
      .execute()
    const people = await this.#people(first.app_id, reacted)
    return rows.map(({ seq }) => ({
      seq,
      reactions: byKind(reacted.filter((one) => one.seq === seq)).map(([reaction, accounts]) =>
        toWire(reaction, accounts, users, people),
      ),
    }))
  }

  /** Everybody who reacted in one way, `count` from a place on; `next` is 0 at the end. */
  async users({ row }: Subject, reaction: string, from: number, count: number) {
    const rows = await this.#deps.db
      .selectFrom('message_reaction')
      .select(['reaction', 'account'])
      .where((where) => where.and({ ...placeOf(row), reaction }))
      .orderBy('time')
      .orderBy('account')
      .offset(from)
      .limit(count + 1)
      .execute()
    const page = rows.slice(0, count)
    const people = await this.#people(row.app_id, page)
    return {
      users: page.map(({ account }) => userOf(account, people)),
      next: rows.length > count ? from + count : 0,
    }
  }

  async #change(
    subject: Subject,
    { reaction, sessionId }: { reaction: string; sessionId: string | undefined },
    write: (trx: Kysely<Schema>, current: readonly Reacted[]) => Promise<void>,
  ): Promise<void> {
    const { row } = subject
    const { db, positions, now } = this.#deps
    const left = await positions.exclusively(() =>
      db.transaction().execute(async (trx) => {
        await write(trx, await reactionsOf(trx, row))
        await subject.noteChanged(trx, now())
        await trx
          .updateTable('message_state')
          .set({ reaction_seq: sql<number>`reaction_seq + 1` })
          .where((where) => where.and(placeOf(row)))
          .execute()
        return (await reactionsOf(trx, row)).filter((one) => one.reaction === reaction)
      }),
    )
    const people = await this.#people(row.app_id, left)
    const accounts = left.map(({ account }) => account)
    subject.tellReaction(toWire(reaction, accounts, FIRST_USERS, people), sessionId)
  }

  #people(appId: number, reacted: readonly Reacted[]) {
    return this.#deps.accounts.findMany(
      appId,
      reacted.map(({ account }) => account),
    )
  }

  async #forget(appId: number, account: string): Promise<void> {
    await this.#deps.db
      .deleteFrom('message_reaction')
      .where('app_id', '=', appId)
      .where('account', '=', account)
      .execute()
  }
}

type People = ReadonlyMap<string, { readonly nick: string; readonly faceUrl: string }>

function reactionsOf(db: Kysely<Schema>, row: MessageRow): Promise<readonly Reacted[]> {
  return db
    .selectFrom('message_reaction')
    .select(['reaction', 'account'])
    .where((where) => where.and(placeOf(row)))
    .orderBy('time')
    .orderBy('account')
    .execute()
}

function isThere(current: readonly Reacted[], account: string, reaction: string): boolean {
  return current.some((one) => one.account === account && one.reaction === reaction)
}

function byKind(reacted: readonly Reacted[]): readonly (readonly [string, readonly string[]])[] {
  const kinds = Map.groupBy(reacted, ({ reaction }) => reaction)
  return [...kinds].map(([reaction, of]) => [reaction, of.map(({ account }) => account)])
}

function toWire(
  reaction: string,
  accounts: readonly string[],
  users: number,
  people: People,
): WireReaction {
  const first = accounts.slice(0, users).map((account) => userOf(account, people))
  return { reaction, total: accounts.length, users: first }
}

function userOf(userId: string, people: People): WireUser {
  const { nick = '', faceUrl = '' } = people.get(userId) ?? {}
  return { userId, nick, faceUrl }
}

function placeOf({ app_id, conversation, seq }: MessageRow) {
  return { app_id, conversation, seq }
}
