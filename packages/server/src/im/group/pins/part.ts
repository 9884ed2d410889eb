import { gatewayErrors, groupPin, groupPinned, ImError } from '@yanshu/protocol'
import { handleMethod } from '../../../calls/gateway-call.ts'
import type { GroupPart } from '../group-part.ts'
import { Dresser } from '../messages/dress.ts'
import { lookingOf } from '../messages/gateway-history.ts'
import { GroupViews } from '../messages/views.ts'
import type { GroupCore } from '../service.ts'
import { GroupPins } from './pins.ts'

/** Messages that stand on top of their groups; for clients only. */
export function openGroupPins(core: GroupCore): GroupPart {
  const views = new GroupViews(core)
  const pins = new GroupPins(core, new Dresser(core))
  return {
    rest: [],
    gateway: [
      handleMethod(groupPin, async (call) => {
        await requirePins(core, call.appId)
        const view = await views.of(lookingOf(call))
        await pins.change(view, call.params.seq, call.params.pinned)
        return {}
      }),
      handleMethod(groupPinned, async (call) => {
        await requirePins(core, call.appId)
        return { messages: await pins.of(await views.of(lookingOf(call))) }
      }),
    ],
    actions: [],
  }
}

/** @throws {ImError} 60020. */
async function requirePins({ apps }: GroupCore, appId: number): Promise<void> {
  const { plan } = await apps.get(appId)
  if (!plan.features.has('pinnedMessages')) throw new ImError(gatewayErrors.notInPlan)
}
