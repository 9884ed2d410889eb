import type { GroupCore, GroupPart, Remains } from '../group/service.ts'
import { PermissionGroups } from './permission-groups/permission-groups.ts'
import { permissionGroupMemberRest } from './permission-groups/rest-members.ts'
import { permissionGroupTopicRest } from './permission-groups/rest-topics.ts'
import { permissionGroupRest } from './permission-groups/rest.ts'
import { topicActions } from './topics/cloud.ts'
import { topicGateway } from './topics/gateway.ts'
import { topicRest } from './topics/rest.ts'
import { Topics } from './topics/topics.ts'

/** Topics of communities, and permission groups. */
export function openCommunities(core: GroupCore, remains: Remains): GroupPart {
  const topics = new Topics(core, remains)
  const groups = new PermissionGroups(core)
  return {
    rest: [
      ...topicRest(core, topics),
      ...permissionGroupRest(core, groups),
      ...permissionGroupTopicRest(core, groups),
      ...permissionGroupMemberRest(core, groups),
    ],
    gateway: topicGateway(core, topics),
    actions: topicActions(core, topics),
  }
}
