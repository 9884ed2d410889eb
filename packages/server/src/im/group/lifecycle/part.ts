import { groupActions } from '../cloud/group-actions.ts'
import type { GroupPart } from '../group-part.ts'
import type { GroupCore } from '../service.ts'
import { Departure } from './departure.ts'
import { lifecycleGateway } from './gateway.ts'
import { GroupLifecycle } from './lifecycle.ts'
import { lifecycleRest } from './rest.ts'

export interface LifecyclePart extends GroupPart {
  readonly lifecycle: GroupLifecycle
}

/** How groups come, change and go. */
export function openLifecycle(core: GroupCore): LifecyclePart {
  const lifecycle = new GroupLifecycle(core)
  const departure = new Departure(core)
  core.accounts.beforeDeletion((appId, userId) => departure.forget(appId, userId))
  core.jobs.add(lifecycle.remains.job)
  const door = { core, lifecycle }
  return {
    lifecycle,
    rest: lifecycleRest(door),
    gateway: lifecycleGateway(door),
    actions: groupActions(door),
  }
}
