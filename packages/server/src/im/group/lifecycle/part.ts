import type { GroupPart } from '../group-part.ts'
import type { GroupCore } from '../service.ts'

export function openLifecycle(_core: GroupCore): GroupPart {
  return { rest: [], gateway: [], actions: [] }
}
