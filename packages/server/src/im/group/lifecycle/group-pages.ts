import type { GroupType } from '@yanshu/protocol'
import { sql } from 'kysely'
import { likePattern } from '../../../store/like-pattern.ts'
import type { GroupRow } from '../group.ts'
import type { GroupCore } from '../service.ts'
import { readCounts } from './quotas.ts'

/** A page of the groups of an app. */
export interface GroupPage {
  /** Whatever the page. */
  readonly total: number
  readonly groups: readonly GroupRow[]
}

/** Which groups a list in the console shows. */
export interface GroupFilter {
  /** Looked for anywhere in id and name, in either case; '' for all. */
  readonly keyword: string
  readonly type?: GroupType | undefined
}

/** Lists the groups of apps. */
export class GroupPages {
  readonly #core: Pick<GroupCore, 'db' | 'caughtUp'>

  constructor(core: Pick<GroupCore, 'db' | 'caughtUp'>) {
    this.#core = core
  }

  /** How many groups an app has, of a type or of all: kept along, and not counted. */
  async count(appId: number, type: GroupType | undefined): Promise<number> {
    const counts = await readCounts(this.#core.db, appId, 0)
    return type === undefined ? counts.all : (counts.byType.get(type) ?? 0)
  }

  /** Ids of groups, the oldest first, with the places by which the next page goes on. */
  after(
    appId: number,
    type: GroupType | undefined,
    place: number,
    limit: number,
  ): Promise<readonly Pick<GroupRow, 'group_id' | 'conversation'>[]> {
    const of = this.#of(appId, type).select(['group_id', 'conversation'])
    return of.where('conversation', '>', place).orderBy('conversation').limit(limit).execute()
  }

  /** Groups by number, newest first. A keyword costs a walk through the groups of the app. */
  async page(
    appId: number,
    { keyword, type }: GroupFilter,
    offset: number,
    limit: number,
  ): Promise<GroupPage> {
    await this.#core.caughtUp()
    const of = this.#of(appId, type)
    const found = keyword === '' ? of : of.where(matches(keyword))
    const groups = await found
      .selectAll()
      .orderBy('conversation', 'desc')
      .offset(offset)
      .limit(limit)
      .execute()
    if (keyword === '') return { total: await this.count(appId, type), groups }
    const { total } = await found
      .select((query) => query.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    return { total: Number(total), groups }
  }

  #of(appId: number, type: GroupType | undefined) {
    const groups = this.#core.db.selectFrom('chat_group').where('app_id', '=', appId)
    return type === undefined ? groups : groups.where('type', '=', type)
  }
}

function matches(keyword: string) {
  const pattern = likePattern(keyword.toLowerCase())
  return sql<boolean>`(lower(group_id) like ${pattern} escape '\\'
    or lower(name) like ${pattern} escape '\\')`
}
