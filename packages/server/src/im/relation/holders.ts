import type { Kysely } from 'kysely'
import { prepare } from '../../store/prepared.ts'
import type { Schema } from '../../store/schema.ts'

/** Rows of one read. */
const STEP = 5000

/** Friend lists seen from the other end: who has an account in theirs. */
export class Holders {
  readonly #page: (
    appId: number,
    friend: string,
    after: string,
    limit: number,
  ) => Promise<readonly { owner: string }[]>

  constructor(db: Kysely<Schema>) {
    this.#page = prepare<
      [appId: number, friend: string, after: string, limit: number],
      { owner: string }
    >(db, (db) =>
      db
        .selectFrom('friend')
        .select('owner')
        .where('app_id', '=', 0)
        .where('friend', '=', '')
        .where('owner', '>', '')
        .orderBy('owner')
        .limit(1),
    )
  }

  async page(appId: number, friend: string, after: string, limit: number): Promise<string[]> {
    const rows = await this.#page(appId, friend, after, limit)
    return rows.map((row) => row.owner)
  }

  async all(appId: number, friend: string): Promise<readonly string[]> {
    const owners: string[] = []
    for (;;) {
      const page = await this.page(appId, friend, owners.at(-1) ?? '', STEP)
      owners.push(...page)
      if (page.length < STEP) return owners
    }
  }
}
