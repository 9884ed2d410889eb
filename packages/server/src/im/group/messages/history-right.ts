import type { App } from '../../app/app.ts'
import { showsHistoryBeforeJoin } from '../../app/service.ts'
import type { Rights } from '../../community/service.ts'
import type { GroupRow } from '../group.ts'

/**
 * Whether a member reads what was said before it joined: by its rights where permission groups decide,
 * else as the group or the app says.
 */
export function readsBeforeJoin(app: App, group: GroupRow, rights: Rights | undefined): boolean {
  if (rights) return rights.readHistoryBeforeJoin
  const { history_before_join: own, type } = group
  return own === 1 || (own < 0 && showsHistoryBeforeJoin(app, type))
}
