import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'

/** Conversations whose number is kept in memory. */
const KNOWN = 200_000

/** The conversation of two accounts, whichever of them is named first. */
export interface Pair {
  readonly a: string
  readonly b: string
}

export function pairOf(one: string, other: string): Pair {
  return one <= other ? { a: one, b: other } : { a: other, b: one }
}

/** The numbers by which the log knows conversations. A number never changes, so it is kept in memory. */
export class Conversations {
  readonly #db: Kysely<Schema>
  readonly #known = new Map<string, number>()

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  /** The number where it is in memory already. */
  known(appId: number, one: string, other: string): number | undefined {
    return this.#known.get(keyOf(appId, pairOf(one, other)))
  }

  async find(appId: number, one: string, other: string): Promise<number | undefined> {
    const pair = pairOf(one, other)
    const key = keyOf(appId, pair)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const row = await this.#db
      .selectFrom('conversation')
      .select('id')
      .where('app_id', '=', appId)
      .where('kind', '=', 'c2c')
      .where('a', '=', pair.a)
      .where('b', '=', pair.b)
      .executeTakeFirst()
    return row && this.#keep(key, row.id)
  }

  async findOrCreate(appId: number, one: string, other: string): Promise<number> {
    const found = await this.find(appId, one, other)
    if (found !== undefined) return found
    const pair = pairOf(one, other)
    await this.#db
      .insertInto('conversation')
      .values({ app_id: appId, kind: 'c2c', ...pair })
      .onConflict((conflict) => conflict.columns(['app_id', 'kind', 'a', 'b']).doNothing())
      .execute()
    const created = await this.find(appId, one, other)
    if (created === undefined) throw new Error('a conversation vanished while it was made')
    return created
  }

  /** The numbers of the conversations of one account with others, by the other; made where missing. */
  async findOrCreateMany(
    appId: number,
    one: string,
    others: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const numbers = new Map<string, number>()
    const missing = new Map<string, string>()
    for (const other of others) {
      const key = keyOf(appId, pairOf(one, other))
      const known = this.#known.get(key)
      if (known === undefined) missing.set(key, other)
      else numbers.set(other, known)
    }
    if (missing.size === 0) return numbers
    const pairs = [...missing.values()].map((other) => pairOf(one, other))
    await this.#db
      .insertInto('conversation')
      .values(pairs.map((pair) => ({ app_id: appId, kind: 'c2c' as const, ...pair })))
      .onConflict((conflict) => conflict.columns(['app_id', 'kind', 'a', 'b']).doNothing())
      .execute()
    for (const { id, ...pair } of await this.#findPairs(appId, pairs)) {
      const key = keyOf(appId, pair)
      const other = missing.get(key)
      if (other !== undefined) numbers.set(other, this.#keep(key, id))
    }
    return numbers
  }

  #findPairs(appId: number, pairs: readonly Pair[]) {
    return this.#db
      .selectFrom('conversation')
      .select(['id', 'a', 'b'])
      .where('app_id', '=', appId)
      .where('kind', '=', 'c2c')
      .where(
        sql<boolean>`(a, b) in (values ${sql.join(pairs.map(({ a, b }) => sql`(${a}, ${b})`))})`,
      )
      .execute()
  }

  /** Drops what is in memory of an app. */
  forgetApp(appId: number): void {
    for (const key of this.#known.keys()) if (key.startsWith(`${appId} `)) this.#known.delete(key)
  }

  #keep(key: string, id: number): number {
    if (this.#known.size >= KNOWN) this.#known.clear()
    this.#known.set(key, id)
    return id
  }
}

/** A blank cannot be in a UserID. */
function keyOf(appId: number, { a, b }: Pair): string {
  return `${appId} ${a} ${b}`
}
