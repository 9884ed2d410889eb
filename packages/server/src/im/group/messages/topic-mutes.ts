import type { Kysely } from 'kysely'
import type { Bus } from '../../../bus/bus.ts'
import type { Schema } from '../../../store/schema.ts'
import type { Place } from '../group.ts'

/** Topics whose mutes are in memory. */
const KNOWN = 20_000

type Mutes = ReadonlyMap<string, number>

const NOBODY: Mutes = new Map()

/** Who may not speak in topics; mutes of groups are in their rosters. */
export class TopicMutes {
  readonly #db: Kysely<Schema>
  readonly #known = new Map<string, Mutes>()
  /** Counts what was forgotten: a read that overlaps a change is not remembered. */
  #changes = 0

  constructor({ db, bus }: { readonly db: Kysely<Schema>; readonly bus: Bus }) {
    this.#db = db
    // Named like those of groups; what is told of a group finds nothing here.
    bus.subscribe('group.memberChanged', ({ appId, groupId: topicId }) => {
      this.#changes += 1
      this.#known.delete(keyOf(appId, topicId))
    })
  }

  /** Until when an account is muted, in Unix milliseconds, 0 for not; undefined where memory does not tell. */
  known({ appId, id, topic }: Place, account: string): number | undefined {
    if (!topic) return 0
    const mutes = this.#known.get(keyOf(appId, id))
    return mutes && (mutes.get(account) ?? 0)
  }

  async find(place: Place, account: string): Promise<number> {
    const known = this.known(place, account)
    if (known !== undefined) return known
    const changes = this.#changes
    const rows = await this.#db
      .selectFrom('group_mute')
      .select(['account', 'until'])
      .where('app_id', '=', place.appId)
      .where('place', '=', place.id)
      .execute()
    const mutes =
      rows.length === 0 ? NOBODY : new Map(rows.map((row) => [row.account, row.until] as const))
    if (changes === this.#changes) this.#keep(place, mutes)
    return mutes.get(account) ?? 0
  }

  #keep({ appId, id }: Place, mutes: Mutes): void {
    if (this.#known.size >= KNOWN) this.#known.clear()
    this.#known.set(keyOf(appId, id), mutes)
  }
}

function keyOf(appId: number, id: string): string {
  return `${appId}/${id}`
}
