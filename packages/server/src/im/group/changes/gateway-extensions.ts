import type { PlanFeature } from '@yanshu/protocol'
import {
  gatewayErrors,
  groupExtensions,
  groupExtensionsSet,
  groupReactionAdd,
  groupReactionRemove,
  groupReactions,
  groupReactionUsers,
  ImError,
  messageExtensionErrors,
} from '@yanshu/protocol'
import type { GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import type { App } from '../../app/app.ts'
import type { Subject } from '../../message/service.ts'
import { flags, has } from '../../message/service.ts'
import { lookingOf } from '../messages/gateway-history.ts'
import type { Looking } from '../messages/views.ts'
import { gatherListeners } from '../roster/gather.ts'
import type { ChangesDoor } from './gateway.ts'
import { groupSubject } from './subject.ts'

/** What members attach to messages: keys with values, and reactions. */
export function groupExtensionsGateway(door: ChangesDoor): readonly GatewayHandler[] {
  const { extensions, reactions } = door
  return [
    handleMethod(groupExtensionsSet, async (call) => {
      const { operate, extensions: items, seq } = call.params
      await requireExtensions(door, call.appId)
      if (operate !== 'clear' && items.length === 0) {
        throw new ImError(gatewayErrors.badParameter, 'extensions')
      }
      const subject = await subjectOf(door, lookingOf(call), seq)
      const change = { operate, items, checked: true }
      return { extensions: await extensions.change(subject, change, call.sessionId) }
    }),
    handleMethod(groupExtensions, async (call) => {
      await requireExtensions(door, call.appId)
      const subject = await subjectOf(door, lookingOf(call), call.params.seq)
      return extensions.read(subject, call.params.startSeq)
    }),
    handleMethod(groupReactionAdd, async (call) => {
      const subject = await reactable(door, lookingOf(call), call.params.seq)
      await reactions.add(subject, call.account, call.params.reaction, call.sessionId)
      return {}
    }),
    handleMethod(groupReactionRemove, async (call) => {
      const subject = await reactable(door, lookingOf(call), call.params.seq)
      await reactions.remove(subject, call.account, call.params.reaction, call.sessionId)
      return {}
    }),
    handleMethod(groupReactions, async (call) => {
      await requireFeature(door, call.appId, 'reactions')
      const view = await door.views.of(lookingOf(call))
      const { seqs, users } = call.params
      const rows = await door.messages.findVisible(view, seqs)
      return { messages: await reactions.ofRows(rows, users) }
    }),
    handleMethod(groupReactionUsers, async (call) => {
      const { seq, reaction, next, count } = call.params
      const subject = await reactable(door, lookingOf(call), seq)
      return reactions.users(subject, reaction, next, count)
    }),
  ]
}

/** @throws {ImError} 60020. */
async function requireFeature(
  { apps }: ChangesDoor,
  appId: number,
  feature: PlanFeature,
): Promise<App> {
  const app = await apps.get(appId)
  if (!app.plan.features.has(feature)) throw new ImError(gatewayErrors.notInPlan)
  return app
}

/** @throws {ImError} 60020 where the plan lacks extensions, 72001 where the app switched them off. */
async function requireExtensions(door: ChangesDoor, appId: number): Promise<void> {
  const { conf } = await requireFeature(door, appId, 'messageExtensions')
  if (!conf.MessageExtension) throw new ImError(gatewayErrors.switchedOff)
}

/** A message that a member sees; those who are there are ready to be told. */
async function subjectOf(
  door: ChangesDoor,
  looking: Looking,
  seq: number,
): Promise<Subject | undefined> {
  const view = await door.views.of(looking)
  const [row] = await door.messages.findVisible(view, [seq])
  if (!row) return undefined
  await gatherListeners(door.rosters, view.place.group)
  return groupSubject(door, view.place, row, looking.account)
}

/** @throws {ImError} 60020, 23004. */
async function reactable(door: ChangesDoor, looking: Looking, seq: number): Promise<Subject> {
  await requireFeature(door, looking.appId, 'reactions')
  const subject = await subjectOf(door, looking, seq)
  if (!subject || has(subject.row.flags, flags.recalled)) {
    throw new ImError(messageExtensionErrors.notFound)
  }
  return subject
}
