import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { ActiveUserTable } from '../store/schema-insight.ts'
import { deleteSome } from '../store/delete-some.ts'
import type { Schema } from '../store/schema.ts'
import type { DayFigures, Figure } from './rules.ts'
import { monthOfDay } from './rules.ts'

export type ActiveKind = ActiveUserTable['kind']

/** An amount that a figure grows by, or its highest value so far. */
export interface FigureRow {
  readonly appId: number
  readonly period: number
  readonly field: Figure
  readonly value: number
}

/** Accounts that were active on a day. */
export interface ActiveUsers {
  readonly appId: number
  readonly day: number
  readonly kind: ActiveKind
  readonly userIds: readonly string[]
}

/** The figure that counts accounts of a kind, and of one kind groups. */
export const figureOf: Readonly<Record<ActiveKind, Figure>> = {
  login: 'LoginUserNum',
  send: 'C2CSendMsgUserNum',
  sendToGroup: 'GroupSendMsgUserNum',
  sendToAny: 'SendMsgUserNum',
  groupTalk: 'GroupSendMsgGroupNum',
}

/** Rows of one statement. */
const STEP = 1000

export class InsightStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  /** Figures of some periods of an app. */
  async figures(
    appId: number,
    periods: readonly number[],
  ): Promise<ReadonlyMap<number, DayFigures>> {
    const rows = await this.#db
      .selectFrom('daily_figure')
      .select(['period', 'field', 'value'])
      .where('app_id', '=', appId)
      .where('period', 'in', periods)
      .execute()
    const days = new Map<number, Record<string, number>>()
    for (const { period, field, value } of rows) {
      const day = days.get(period) ?? {}
      days.set(period, { ...day, [field]: value })
    }
    return days
  }

  async add(rows: readonly FigureRow[]): Promise<void> {
    await this.#db.transaction().execute((trx) => grow(trx, rows))
  }

  async raise(rows: readonly FigureRow[]): Promise<void> {
    if (rows.length === 0) return
    await this.#db
      .insertInto('daily_figure')
      .values(rows.map(toRow))
      .onConflict((conflict) =>
        conflict.columns(['app_id', 'period', 'field']).doUpdateSet((row) => ({
          value: sql<number>`case when ${row.ref('excluded.value')} > ${row.ref('daily_figure.value')}
            then ${row.ref('excluded.value')} else ${row.ref('daily_figure.value')} end`,
        })),
      )
      .execute()
  }

  /** Counts accounts that were not counted on their day yet; who signed in counts in the month too. */
  async addActive({ appId, day, kind, userIds }: ActiveUsers): Promise<void> {
    for (let at = 0; at < userIds.length; at += STEP) {
      const some = { appId, kind, userIds: userIds.slice(at, at + STEP) }
      await this.#db.transaction().execute(async (trx) => {
        await countActive(trx, { ...some, period: day })
        if (kind === 'login') await countActive(trx, { ...some, period: monthOfDay(day) })
      })
    }
  }

  /**
   * Counts one account in several periods, unless one of them is full.
   *
   * @returns the period that was full; nothing is counted then.
   */
  async admit(
    appId: number,
    userId: string,
    periods: readonly { readonly period: number; readonly most: number | null }[],
  ): Promise<number | undefined> {
    try {
      await this.#db.transaction().execute(async (trx) => {
        for (const { period, most } of periods) {
          const count = await countActive(trx, { appId, period, kind: 'login', userIds: [userId] })
          if (count !== undefined && most !== null && count > most) throw new Full(period)
        }
      })
      return undefined
    } catch (error) {
      if (error instanceof Full) return error.period
      throw error
    }
  }

  /** Removes up to a step of an app's rows of periods from one to before another; false where none was left. */
  async prune(
    table: 'daily_figure' | 'active_user',
    appId: number,
    [from, before]: readonly [number, number],
  ): Promise<boolean> {
    const key = table === 'daily_figure' ? ['field'] : ['kind', 'user_id']
    const removed = await deleteSome(this.#db, {
      table,
      key: ['app_id', 'period', ...key],
      which: sql`app_id = ${appId} and period >= ${from} and period < ${before}`,
      limit: STEP,
    })
    return removed > 0
  }
}

/** Ends a transaction in which a period turned out to be full. */
class Full extends Error {
  readonly period: number

  constructor(period: number) {
    super(`the period ${period} is full`)
    this.period = period
  }
}

/** @returns how many are counted in the period now; undefined where all were counted before. */
async function countActive(
  trx: Kysely<Schema>,
  { appId, period, kind, userIds }: Omit<ActiveUsers, 'day'> & { readonly period: number },
): Promise<number | undefined> {
  const rows: Selectable<ActiveUserTable>[] = userIds.map((userId) => ({
    app_id: appId,
    period,
    kind,
    user_id: userId,
  }))
  const { numInsertedOrUpdatedRows: fresh = 0n } = await trx
    .insertInto('active_user')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (fresh === 0n) return undefined
  const [grown] = await grow(trx, [{ appId, period, field: figureOf[kind], value: Number(fresh) }])
  return grown
}

async function grow(trx: Kysely<Schema>, rows: readonly FigureRow[]): Promise<readonly number[]> {
  const grown: number[] = []
  for (let at = 0; at < rows.length; at += STEP) {
    const done = await trx
      .insertInto('daily_figure')
      .values(rows.slice(at, at + STEP).map(toRow))
      .onConflict((conflict) =>
        conflict.columns(['app_id', 'period', 'field']).doUpdateSet((row) => ({
          value: sql<number>`${row.ref('daily_figure.value')} + ${row.ref('excluded.value')}`,
        })),
      )
      .returning('value')
      .execute()
    grown.push(...done.map(({ value }) => value))
  }
  return grown
}

function toRow({ appId, period, field, value }: FigureRow) {
  return { app_id: appId, period, field, value }
}
