import { recallActions } from '../cloud/recall-actions.ts'
import type { GroupPart } from '../group-part.ts'
import { Dresser } from '../messages/dress.ts'
import { GroupViews } from '../messages/views.ts'
import type { GroupCore } from '../service.ts'
import { groupExtensionsGateway } from './gateway-extensions.ts'
import { groupChangesGateway } from './gateway.ts'
import { GroupRecalls } from './recalls.ts'
import { groupExtensionsRest } from './rest-extensions.ts'
import { groupChangesRest } from './rest.ts'

/** What happens to messages of groups after they were sent. */
export function openGroupChanges(core: GroupCore): GroupPart {
  const views = new GroupViews(core)
  const deps = { ...core, views, dresser: new Dresser(core) }
  const door = { ...deps, recalls: new GroupRecalls(deps, views) }
  return {
    rest: [...groupChangesRest(door), ...groupExtensionsRest(door)],
    gateway: [...groupChangesGateway(door), ...groupExtensionsGateway(door)],
    actions: recallActions(door),
  }
}
