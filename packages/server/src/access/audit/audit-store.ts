import type { AuditDay, AuditResult } from '@yanshu/protocol'
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import { deleteSome } from '../../store/delete-some.ts'
import type { AuditTable } from '../../store/schema-access.ts'
import type { Schema } from '../../store/schema.ts'
import { dayOf } from './audit-day.ts'
import type { AuditRow } from './audit-entry.ts'
import type { AuditFilter, AuditPlace } from './audit-filter.ts'
import { all, isWanted, unwalked, walkOf } from './audit-filter.ts'

export interface AuditPage {
  readonly rows: readonly Selectable<AuditTable>[]
  /** The last event that was looked at; undefined where there is nothing behind it. */
  readonly next: AuditPlace | undefined
}

/** Events that one page looks at where the filter has no index of its own. */
export const LOOKED_AT = 2000

/** The rows of the audit trail. */
export class AuditStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  async insert(rows: readonly AuditRow[]): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx
        .insertInto('audit')
        .values([...rows])
        .execute()
      await trx
        .insertInto('audit_day')
        .values(daysOf(rows))
        .onConflict((conflict) =>
          conflict.columns(['owner_uin', 'day', 'result']).doUpdateSet((row) => ({
            events: sql<number>`${row.ref('audit_day.events')} + ${row.ref('excluded.events')}`,
          })),
        )
        .execute()
    })
  }

  /**
   * A page of a root's events, newest first. One filter chooses the index that is walked; the others
   * are looked at row by row, and the page ends early where that takes long.
   */
  async page(
    ownerUin: string,
    filter: AuditFilter,
    after: AuditPlace | undefined,
    limit: number,
  ): Promise<AuditPage> {
    const walk = walkOf(ownerUin, filter, after)
    const wanted = isWanted(filter, walk.by)
    const end = wanted && (await this.#placeAt(walk.rows, LOOKED_AT))
    const rows = await this.#db
      .selectFrom('audit')
      .selectAll()
      .where(all([walk.rows, wanted, end && notBehind(end)]))
      .orderBy('time', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
    const last = rows.at(-1)
    return { rows, next: rows.length === limit && last ? placeOf(last) : end }
  }

  /** How many events of the days from one to another came to what. */
  async days(ownerUin: string, from: number, to: number): Promise<readonly AuditDay[]> {
    const rows = await this.#db
      .selectFrom('audit_day')
      .selectAll()
      .where('owner_uin', '=', ownerUin)
      .where('day', '>=', dayOf(from))
      .where('day', '<=', dayOf(to))
      .orderBy('day')
      .execute()
    const days = new Map<number, AuditDay>()
    for (const { day: number, result, events } of rows) {
      const day = Number(number)
      const known = days.get(day) ?? { Day: printed(day), Ok: 0, Denied: 0, Failed: 0 }
      days.set(day, { ...known, [figureOf[result]]: Number(events) })
    }
    return [...days.values()]
  }

  /** Removes a root's oldest events of before a time, a few; answers how many. */
  removeOlder(ownerUin: string, before: number, limit: number): Promise<number> {
    const which = sql`${unwalked('owner_uin')} = ${ownerUin} and time < ${before} order by time, id`
    return deleteSome(this.#db, { table: 'audit', key: ['id'], which, limit })
  }

  async removeDaysBefore(ownerUin: string, before: number): Promise<void> {
    await this.#db
      .deleteFrom('audit_day')
      .where('owner_uin', '=', ownerUin)
      .where('day', '<', dayOf(before))
      .execute()
  }

  /** Every root account. */
  async owners(): Promise<readonly string[]> {
    const query = this.#db.selectFrom('cam_user').select('uin')
    const rows = await query.whereRef('uin', '=', 'owner_uin').execute()
    return rows.map(({ uin }) => uin)
  }

  async #placeAt(rows: ReturnType<typeof walkOf>['rows'], number: number) {
    const row = await this.#db
      .selectFrom('audit')
      .select(['time', 'id'])
      .where(rows)
      .orderBy('time', 'desc')
      .orderBy('id', 'desc')
      .offset(number - 1)
      .limit(1)
      .executeTakeFirst()
    return row && placeOf(row)
  }
}

const figureOf = { ok: 'Ok', denied: 'Denied', failed: 'Failed' } as const satisfies Record<
  AuditResult,
  keyof AuditDay
>

function placeOf({ time, id }: Pick<Selectable<AuditTable>, 'time' | 'id'>): AuditPlace {
  return { time: Number(time), id: Number(id) }
}

function notBehind({ time, id }: AuditPlace) {
  return sql`(time, id) >= (${time}, ${id})`
}

function printed(day: number): string {
  return String(day).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3')
}

/** One row a day and result, in one order: two that grow the same rows do not wait for each other. */
function daysOf(rows: readonly AuditRow[]) {
  const counts = new Map<string, number>()
  for (const { owner_uin, time, result } of rows) {
    const key = JSON.stringify([owner_uin, dayOf(time), result])
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts.keys()].toSorted().map((key) => {
    const [owner_uin, day, result] = JSON.parse(key) as [string, number, AuditResult]
    return { owner_uin, day, result, events: counts.get(key) ?? 0 }
  })
}
