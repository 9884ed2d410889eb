import type { GroupCore, GroupPart } from '../group/service.ts'
import { topicGateway } from './topics/gateway.ts'
import { topicRest } from './topics/rest.ts'
import { Topics } from './topics/topics.ts'

/** Topics of communities, and permission groups. */
export function openCommunities(core: GroupCore): GroupPart {
  const topics = new Topics(core)
  return {
    rest: topicRest(core, topics),
    gateway: topicGateway(core, topics),
    actions: [],
  }
}
