import type { GroupCore, GroupPart } from '../group/service.ts'

export function openCommunities(_core: GroupCore): GroupPart {
  return { rest: [], gateway: [], actions: [] }
}
