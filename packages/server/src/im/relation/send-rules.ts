import { ImError, messageErrors } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { prepare } from '../../store/prepared.ts'
import type { Schema } from '../../store/schema.ts'
import type { SendAttempt, SendRule, Verdict } from '../message/service.ts'
import type { RelationCache } from './cache.ts'

/** Only friends may send each other messages, where the app wants that. */
export class FriendshipRule implements SendRule {
  readonly #cache: RelationCache
  readonly #find: (appId: number, owner: string, friend: string) => Promise<readonly unknown[]>

  constructor(db: Kysely<Schema>, cache: RelationCache) {
    this.#cache = cache
    this.#find = prepare<[appId: number, owner: string, friend: string], { friend: string }>(
      db,
      (db) =>
        db
          .selectFrom('friend')
          .select('friend')
          .where('app_id', '=', 0)
          .where('owner', '=', '')
          .where('friend', '=', ''),
    )
  }

  /** @throws {ImError} 20009, 20010, 20011. */
  judge({ app, from, to }: SendAttempt): Verdict | Promise<Verdict> {
    if (!app.conf.FriendCheck || from.userId === to) return 'deliver'
    const { appId } = app
    const holds = this.#cache.holds(appId, from.userId, to)
    const isHeld = this.#cache.holds(appId, to, from.userId)
    if (holds === undefined || isHeld === undefined) return this.#lookUp(appId, from.userId, to)
    return verdictOn(holds, isHeld)
  }

  async #lookUp(appId: number, from: string, to: string): Promise<Verdict> {
    const { changes } = this.#cache
    const [own, held] = await Promise.all([
      this.#find(appId, from, to),
      this.#find(appId, to, from),
    ])
    this.#cache.keepPair({ appId, owner: from, friend: to }, own.length > 0, changes)
    this.#cache.keepPair({ appId, owner: to, friend: from }, held.length > 0, changes)
    return verdictOn(own.length > 0, held.length > 0)
  }
}

function verdictOn(holds: boolean, isHeld: boolean): Verdict {
  if (holds && isHeld) return 'deliver'
  if (holds) throw new ImError(messageErrors.notAmongPeersFriends)
  throw new ImError(isHeld ? messageErrors.peerNotAmongFriends : messageErrors.notFriends)
}

/** Nobody sends to an account that blocks them. */
export class BlocklistRule implements SendRule {
  readonly #cache: RelationCache
  readonly #read: (appId: number, owner: string) => Promise<readonly { blocked: string }[]>

  constructor(db: Kysely<Schema>, cache: RelationCache) {
    this.#cache = cache
    this.#read = prepare<[appId: number, owner: string], { blocked: string }>(db, (db) =>
      db.selectFrom('blocked').select('blocked').where('app_id', '=', 0).where('owner', '=', ''),
    )
  }

  /** @throws {ImError} 20007 where the app does not show such messages as sent. */
  judge(attempt: SendAttempt): Verdict | Promise<Verdict> {
    const blocked = this.#cache.blocklist(attempt.app.appId, attempt.to)
    if (!blocked) return this.#lookUp(attempt)
    return blocked.size > 0 && blocked.has(attempt.from.userId) ? refuse(attempt) : 'deliver'
  }

  async #lookUp(attempt: SendAttempt): Promise<Verdict> {
    const { app, from, to } = attempt
    const { changes } = this.#cache
    const blocked = (await this.#read(app.appId, to)).map((row) => row.blocked)
    this.#cache.keepBlocklist(app.appId, to, blocked, changes)
    return blocked.includes(from.userId) ? refuse(attempt) : 'deliver'
  }
}

function refuse({ app }: SendAttempt): Verdict {
  if (app.conf.BlocklistShowsSuccess) return 'hide'
  throw new ImError(messageErrors.blockedByPeer)
}
