import type { BatchResult, PlanFeature } from '@yanshu/protocol'
import {
  conversationClear,
  conversationCustomData,
  conversationGroupChange,
  conversationGroupCreate,
  conversationGroupDelete,
  conversationGroupList,
  conversationGroupRename,
  conversationMark,
  conversationReadAll,
  conversationRemind,
  gatewayErrors,
  ImError,
  receiveOptionGet,
  receiveOptionSet,
} from '@yanshu/protocol'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import { handleMethod } from '../../calls/gateway-call.ts'
import type { RateLimiter } from '../../calls/rate-limiter.ts'
import type { AppService } from '../app/service.ts'
import { hasFeature } from '../app/service.ts'
import type { GroupConversations } from '../group/service.ts'
import type { ContactGroups } from './contact-groups.ts'
import type { Actor, Contacts, Refusals } from './contacts.ts'
import type { Positions } from './positions.ts'
import { conversationIdOf, keyOf, peerOf } from './keys.ts'
import { bitOf } from './rules.ts'

/** Requests of one account in a second that change how it receives messages (消息免打扰). */
const REMIND_CALLS = 5

export interface ContactDoor {
  readonly apps: AppService
  readonly contacts: Contacts
  readonly contactGroups: ContactGroups
  readonly positions: Positions
  readonly groups: GroupConversations
  readonly remindRate: RateLimiter
}

/** What clients set on their conversations. */
export function contactGateway(door: ContactDoor): readonly GatewayHandler[] {
  return [...history(door), ...settings(door), ...options(door), ...groups(door)]
}

function history({ positions, groups }: ContactDoor): readonly GatewayHandler[] {
  return [
    handleMethod(conversationClear, async ({ appId, account, sessionId, params }) => {
      const peer = peerOf(params.conversationId)
      await positions.clear({ appId, account, peer, sessionId })
      return {}
    }),
    handleMethod(conversationReadAll, async ({ appId, account, sessionId, params }) => {
      if (params.scope !== 'group') await positions.readAll({ appId, account, sessionId })
      if (params.scope !== 'c2c') await groups.readAll({ appId, account, sessionId })
      return {}
    }),
  ]
}

function settings(door: ContactDoor): readonly GatewayHandler[] {
  const { contacts } = door
  return [
    handleMethod(conversationMark, async ({ params, ...call }) => {
      const actor = actorOf(call)
      await assertFeature(door, actor.appId, 'conversationMarks')
      const bits = [bitOf(params.markType)]
      const change = params.enabled ? { set: bits } : { clear: bits }
      const peers = params.conversationIds.map(keyOf)
      return failedOf(
        await contacts.change(
          actor,
          peers.map((peer) => ({ peer, ...change })),
        ),
      )
    }),
    handleMethod(conversationCustomData, async ({ params, ...call }) => {
      const actor = actorOf(call)
      const custom = params.customData
      const changes = params.conversationIds.map((id) => ({ peer: keyOf(id), custom }))
      return failedOf(await contacts.change(actor, changes))
    }),
  ]
}

function options({ contacts, remindRate }: ContactDoor): readonly GatewayHandler[] {
  return [
    handleMethod(conversationRemind, async ({ params, ...call }) => {
      const actor = actorOf(call)
      if (!remindRate.take(`${actor.appId}/${actor.account}`, REMIND_CALLS)) {
        throw new ImError(gatewayErrors.tooFast)
      }
      const remind = params.remindType
      return failedOf(
        await contacts.change(
          actor,
          params.userIds.map((peer) => ({ peer, remind })),
        ),
      )
    }),
    handleMethod(receiveOptionSet, ({ params, ...call }) =>
      contacts.setOption(actorOf(call), params),
    ),
    handleMethod(receiveOptionGet, (actor) => contacts.option(actor)),
  ]
}

function groups(door: ContactDoor): readonly GatewayHandler[] {
  const { contacts, contactGroups } = door
  const gate = (appId: number) => assertFeature(door, appId, 'conversationGroups')
  return [
    handleMethod(conversationGroupList, async (actor) => {
      const all = await contacts.groups(actor)
      return { groups: all.map(({ name }) => name) }
    }),
    handleMethod(conversationGroupCreate, async ({ params, ...call }) => {
      const actor = actorOf(call)
      await gate(actor.appId)
      const peers = params.conversationIds.map(keyOf)
      return failedOf((await contactGroups.create(actor, params.name, peers)).refused)
    }),
    handleMethod(conversationGroupDelete, async ({ params, ...call }) => {
      const actor = actorOf(call)
      await gate(actor.appId)
      await contactGroups.delete(actor, params.name)
      return {}
    }),
    handleMethod(conversationGroupRename, async ({ params, ...call }) => {
      const actor = actorOf(call)
      await gate(actor.appId)
      await contactGroups.rename(actor, params.name, params.newName)
      return {}
    }),
    handleMethod(conversationGroupChange, async ({ params, ...call }) => {
      const actor = actorOf(call)
      await gate(actor.appId)
      const peers = params.conversationIds.map(keyOf)
      const change =
        params.operation === 'add' ? { add: peers, remove: [] } : { add: [], remove: peers }
      return failedOf((await contactGroups.change(actor, params.name, change)).refused)
    }),
  ]
}

/** Nothing else of a call: what an actor holds is told to the other connections. */
function actorOf({ appId, account, sessionId }: Actor): Actor {
  return { appId, account, sessionId }
}

/** @throws {ImError} 60020. */
async function assertFeature(
  { apps }: ContactDoor,
  appId: number,
  feature: PlanFeature,
): Promise<void> {
  if (!hasFeature(await apps.get(appId), feature)) throw new ImError(gatewayErrors.notInPlan)
}

function failedOf(refused: Refusals): BatchResult {
  return {
    failed: [...refused].map(([peer, { code }]) => ({
      conversationId: conversationIdOf(peer),
      code,
    })),
  }
}
