import { groupErrors, ImError } from '@yanshu/protocol'
import type { App } from '../../app/app.ts'
import { hasFeature, liveSettings } from '../../app/service.ts'
import type { GroupRow } from '../group.ts'
import { requireType } from '../permissions.ts'

/** @throws {ImError} 10007 for a group that is no live room. */
export function requireLiveRoom(group: GroupRow): void {
  requireType(group, ({ storesMembers }) => !storesMembers)
}

/** @throws {ImError} 10059 where the plan lacks what live rooms can be extended by. */
export function requireLivePlan(app: App): void {
  if (!hasFeature(app, 'liveRooms')) throw new ImError(groupErrors.needsPremium)
}

/** @throws {ImError} 10059, and 10007 where the app has the list of members switched off. */
export function requireMemberList(app: App): void {
  requireLivePlan(app)
  if (!liveSettings(app).memberList) {
    throw new ImError(groupErrors.noPermission, 'the list of members of live rooms is off')
  }
}
