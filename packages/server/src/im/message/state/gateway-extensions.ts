import {
  gatewayErrors,
  ImError,
  messageExtensionErrors,
  messageExtensions,
  messageExtensionsSet,
  messageReactionAdd,
  messageReactionRemove,
  messageReactions,
  messageReactionUsers,
} from '@yanshu/protocol'
import type { GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { flags, has } from '../flags.ts'
import type { Found } from './deps.ts'
import { findOneSeen } from './find.ts'
import type { Caller, StateDoor } from './gateway.ts'
import { featured, sideOf } from './gateway.ts'

/** What clients attach to messages: keys with values, and reactions. */
export function messageExtensionGateway(door: StateDoor): readonly GatewayHandler[] {
  const { extensions, reactions } = door
  return [
    handleMethod(messageExtensionsSet, async (call) => {
      const { operate, extensions: items, seq } = call.params
      await extensible(door, call.appId)
      if (operate !== 'clear' && items.length === 0) {
        throw new ImError(gatewayErrors.badParameter, 'extensions')
      }
      const found = await findOneSeen(door, sideOf(call), seq)
      const change = { operate, items, checked: true }
      return { extensions: await extensions.change(found, change, call.sessionId) }
    }),
    handleMethod(messageExtensions, async (call) => {
      await extensible(door, call.appId)
      const found = await findOneSeen(door, sideOf(call), call.params.seq)
      return extensions.read(found, call.params.startSeq)
    }),
    handleMethod(messageReactionAdd, async (call) => {
      const found = await reactable(door, call)
      await reactions.add(found, call.account, call.params.reaction, call.sessionId)
      return {}
    }),
    handleMethod(messageReactionRemove, async (call) => {
      const found = await reactable(door, call)
      await reactions.remove(found, call.account, call.params.reaction, call.sessionId)
      return {}
    }),
    handleMethod(messageReactions, async (call) => {
      await featured(door.apps, call.appId, 'reactions')
      const { seqs, users } = call.params
      return { messages: await reactions.of(sideOf(call), seqs, users) }
    }),
    handleMethod(messageReactionUsers, async (call) => {
      const { reaction, next, count } = call.params
      return reactions.users(await reactable(door, call), reaction, next, count)
    }),
  ]
}

/** @throws {ImError} 60020 where the plan lacks extensions, 72001 where the app switched them off. */
async function extensible(door: StateDoor, appId: number): Promise<void> {
  const app = await door.apps.get(appId)
  if (!app.plan.features.has('messageExtensions')) throw new ImError(gatewayErrors.notInPlan)
  if (!app.conf.MessageExtension) throw new ImError(gatewayErrors.switchedOff)
}

type ReactionCall = Caller & { readonly params: { readonly seq: number } }

async function reactable(door: StateDoor, call: ReactionCall): Promise<Found> {
  await featured(door.apps, call.appId, 'reactions')
  const found = await findOneSeen(door, sideOf(call), call.params.seq)
  if (!found || has(found.row.flags, flags.recalled)) {
    throw new ImError(messageExtensionErrors.notFound)
  }
  return found
}
