import type { Kysely } from 'kysely'
import type { Job } from '../../../jobs/jobs.ts'
import type { Schema } from '../../../store/schema.ts'
import type { GroupCore } from '../service.ts'
import { clearStep } from './remains-rows.ts'
import { removeConversation, removeMessages } from './remains-messages.ts'

/** Steps of one run of the job; each takes about as long as a commit. */
const STEPS = 20

/** Steps that a dissolution takes itself: everything of an ordinary group. */
const OWN_STEPS = 20

/** Conversations that one run looks at. */
const LOOKED_AT = 200

/** What a dissolved group left, as its conversation tells. */
interface Gone {
  readonly id: number
  readonly app_id: number
  /** The GroupID while rows are left that are called by it. */
  readonly a: string
}

/**
 * Removes what dissolved groups left: rows that are called by the group's id, and its messages.
 *
 * A dissolved group is its conversation, renamed to `gone`, until nothing of it is left; so the work
 * survives a restart. As long as that still bears the GroupID there are rows called by it, and a new
 * group of the same id would inherit them: who makes one clears them first.
 */
export class Remains {
  readonly #core: Pick<GroupCore, 'db' | 'store' | 'caughtUp'>
  /** There may be something to do: an idle job asks nothing of the storage. */
  #pending = true
  /** Conversations that an earlier run found without messages. */
  #empty = new Set<number>()

  constructor(core: Pick<GroupCore, 'db' | 'store' | 'caughtUp'>) {
    this.#core = core
  }

  /** A group was dissolved: removes what is called by its id, of a large one the first part. */
  async begin(appId: number, groupId: string): Promise<void> {
    this.#pending = true
    await this.clear(appId, groupId, OWN_STEPS)
  }

  /** Removes what is called by the id of a dissolved group; true where nothing of it is left. */
  async clear(appId: number, groupId: string, steps = Infinity): Promise<boolean> {
    for (let left = steps; left > 0; left -= 1) {
      const isCleared = await this.#core.db
        .transaction()
        .execute((trx) => clearStep(trx, appId, groupId))
      if (isCleared) return true
    }
    return false
  }

  get job(): Job {
    return {
      name: 'groups.remains',
      every: 1000,
      isIdle: () => !this.#pending,
      run: (signal) => this.#run(signal),
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    this.#pending = false
    const { db, store } = this.#core
    // What is under way may still be stored, and what is not folded yet must not vanish before it is.
    await store.log.settled()
    await this.#core.caughtUp()
    const empty = new Set<number>()
    let steps = STEPS
    for (const gone of await goneConversations(db)) {
      while (!signal.aborted && steps > 0 && (await this.#step(gone))) steps -= 1
      if (signal.aborted || steps === 0) {
        this.#pending = true
        break
      }
      // One that was empty before has had the time for what was still on its way.
      const isGone = this.#empty.has(gone.id) && (await removeConversation(db, gone.id))
      if (!isGone) empty.add(gone.id)
      if (!this.#empty.has(gone.id)) this.#pending = true
    }
    this.#empty = empty
  }

  /** False where nothing of it was left to remove. */
  async #step({ id, app_id: appId, a: groupId }: Gone): Promise<boolean> {
    if (groupId !== '' && !(await this.clear(appId, groupId, 1))) return true
    return removeMessages(this.#core.db, appId, id)
  }
}

async function goneConversations(db: Kysely<Schema>): Promise<readonly Gone[]> {
  return db
    .selectFrom('conversation')
    .select(['id', 'app_id', 'a'])
    .where('kind', '=', 'gone')
    .orderBy('id')
    .limit(LOOKED_AT)
    .execute()
}
