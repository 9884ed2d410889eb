import { GroupCounters } from '../counters/counters.ts'
import { counterGateway } from '../counters/gateway.ts'
import { counterRest } from '../counters/rest.ts'
import type { GroupPart } from '../group-part.ts'
import type { GroupCore } from '../service.ts'
import { GroupAttributes } from './attributes.ts'
import { attributeGateway } from './gateway.ts'
import { attributeRest } from './rest.ts'

/** The small shared state of groups: attributes and counters. */
export function openAttributes(core: GroupCore): GroupPart {
  const deps = {
    ...core,
    attributes: new GroupAttributes(core),
    counters: new GroupCounters(core),
  }
  return {
    rest: [...attributeRest(deps), ...counterRest(deps)],
    gateway: [...attributeGateway(deps), ...counterGateway(deps)],
    actions: [],
  }
}
