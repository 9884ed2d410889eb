import type { Kysely } from 'kysely'
import { ImError, messageExtensionErrors as errors } from '@yanshu/protocol'
import { RateLimiter } from '../../../calls/rate-limiter.ts'
import type { Schema } from '../../../store/schema.ts'
import { flags, has } from '../flags.ts'
import type { MessageRow } from '../store.ts'
import type { StateDeps, Subject } from './deps.ts'
import type { ExtensionChange, ExtensionPlan } from './extension-rules.ts'
import { planChange } from './extension-rules.ts'

/** Changes of the extensions of one message in a minute (使用限制). */
const CHANGES = 200
const MINUTE = 60_000
/** Messages whose changes are counted at once. */
const COUNTED = 10_000

/** Keys of one page (拉取单聊消息扩展). */
const PAGE = 200

/** Keys and values on messages that were sent with support for them (消息扩展). */
export class Extensions {
  readonly #deps: StateDeps
  readonly #limiter: RateLimiter

  constructor(deps: StateDeps) {
    this.#deps = deps
    this.#limiter = new RateLimiter(deps.now, { window: MINUTE, counted: COUNTED })
  }

  /** @throws {ImError} 23004 not there, 23002 not extensible, 23003 too often. */
  async change(
    found: Subject | undefined,
    change: ExtensionChange,
    sessionId?: string,
  ): Promise<ExtensionPlan['results']> {
    const subject = extensible(found)
    const { row } = subject
    const name = `${row.app_id} ${row.conversation} ${row.seq}`
    if (!this.#limiter.take(name, CHANGES)) {
      throw new ImError(errors.tooOften)
    }
    const { db, positions } = this.#deps
    const plan = await positions.exclusively(() =>
      db.transaction().execute((trx) => this.#write(trx, subject, change)),
    )
    const { set: changed, deleted, results } = plan
    if (changed.length === 0 && deleted.length === 0) return results
    subject.tellExtensions({ changed, deleted }, sessionId)
    return results
  }

  /** A page by rising seq. */
  async read(found: Subject | undefined, startSeq: number) {
    const { row } = extensible(found)
    const [state, rows] = await Promise.all([
      this.#deps.db
        .selectFrom('message_state')
        .select(['extension_seq', 'extension_cleared'])
        .where((where) => where.and(placeOf(row)))
        .executeTakeFirst(),
      this.#deps.db
        .selectFrom('message_extension')
        .select(['name as key', 'value', 'extension_seq as seq'])
        .where((where) => where.and(placeOf(row)))
        .where('extension_seq', '>=', startSeq)
        .orderBy('extension_seq')
        .limit(PAGE + 1)
        .execute(),
    ])
    return {
      extensions: rows.slice(0, PAGE),
      complete: rows.length <= PAGE,
      latestSeq: state?.extension_seq ?? 0,
      clearSeq: state?.extension_cleared ?? 0,
    }
  }

  async #write(
    trx: Kysely<Schema>,
    subject: Subject,
    change: ExtensionChange,
  ): Promise<ExtensionPlan> {
    const place = placeOf(subject.row)
    const state = await trx
      .selectFrom('message_state')
      .select('extension_seq')
      .where((where) => where.and(place))
      .executeTakeFirst()
    const current = await trx
      .selectFrom('message_extension')
      .select(['name as key', 'value', 'extension_seq as seq'])
      .where((where) => where.and(place))
      .execute()
    const latest = state?.extension_seq ?? 0
    const plan = planChange(current, latest, change)
    if (plan.latest === latest) return plan
    await subject.noteChanged(trx, this.#deps.now())
    const cleared = change.operate === 'clear' ? { extension_cleared: plan.latest } : {}
    await trx
      .updateTable('message_state')
      .set({ extension_seq: plan.latest, ...cleared })
      .where((where) => where.and(place))
      .execute()
    await applyPlan(trx, place, plan)
    return plan
  }
}

async function applyPlan(
  trx: Kysely<Schema>,
  place: ReturnType<typeof placeOf>,
  { set, deleted }: ExtensionPlan,
): Promise<void> {
  if (deleted.length > 0) {
    await trx
      .deleteFrom('message_extension')
      .where((where) => where.and(place))
      .where('name', 'in', deleted)
      .execute()
  }
  if (set.length === 0) return
  await trx
    .insertInto('message_extension')
    .values(set.map(({ key, value, seq }) => ({ ...place, name: key, value, extension_seq: seq })))
    .onConflict((conflict) =>
      conflict.columns(['app_id', 'conversation', 'seq', 'name']).doUpdateSet((row) => ({
        value: row.ref('excluded.value'),
        extension_seq: row.ref('excluded.extension_seq'),
      })),
    )
    .execute()
}

function extensible(found: Subject | undefined): Subject {
  if (!found || has(found.row.flags, flags.recalled)) throw new ImError(errors.notFound)
  if (!has(found.row.flags, flags.supportExtension)) throw new ImError(errors.notExtensible)
  return found
}

function placeOf({ app_id, conversation, seq }: MessageRow) {
  return { app_id, conversation, seq }
}
