import type { ErrorRow } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import type { App } from '../app/app.ts'
import { hasTopics } from '../app/service.ts'
import type { GroupCore, GroupRow } from '../group/service.ts'
import { usesPermissions } from './permission-book.ts'

/**
 * Finds a community that has topics.
 *
 * @param notInPlan - how the door says that the plan has no communities.
 * @throws {ImError} `notInPlan`, 11000 where the app has switched communities or topics off, 10010,
 * 10007 where it is no community, or one without topics.
 */
export async function findCommunity(
  { apps, directory }: Pick<GroupCore, 'apps' | 'directory'>,
  appId: number,
  groupId: string,
  notInPlan: ErrorRow,
): Promise<GroupRow> {
  requireTopics(await apps.get(appId), notInPlan)
  const group = await directory.get(appId, groupId)
  requireSupport(group)
  return group
}

function requireTopics(app: App, notInPlan: ErrorRow): void {
  if (!app.plan.features.has('community')) throw new ImError(notInPlan, 'community')
  if (!hasTopics(app)) throw new ImError(groupErrors.communityOff)
}

function requireSupport({ group_id: groupId, support_topic: supports }: GroupRow): void {
  if (supports === 0) throw new ImError(groupErrors.noPermission, `${groupId} has no topics`)
}

/**
 * Refuses a community in which roles decide.
 *
 * @throws {ImError} 10007.
 */
export function requirePermissionGroups(group: GroupRow): void {
  if (usesPermissions(group)) return
  throw new ImError(groupErrors.noPermission, `${group.group_id} has no permission groups`)
}
