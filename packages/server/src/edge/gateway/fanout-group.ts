import type { GatewayEventName, GatewayEvents } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { BusEvents } from '../../bus/events.ts'
import type { GroupAudience } from '../../im/group/service.ts'
import type { Registry } from '../../im/presence/service.ts'
import type { Fanout, NativeTopics } from './fanout.ts'
import { eventFrame } from './frames.ts'
import type { Session } from './session.ts'

export interface GroupFanoutDeps {
  readonly bus: Bus
  readonly fanout: Pick<Fanout, 'tellAll' | 'toAccount'>
  readonly registry: Registry<Session>
  readonly topics: NativeTopics
  readonly audience: GroupAudience
  /** A message of a member, and not a tip, was told to so many connections. */
  delivered(appId: number, count: number): void
}

interface Told {
  readonly appId: number
  readonly groupId: string
  /** The group or the topic that it is about; the group where it is absent. */
  readonly placeId?: string
  /** Whose connection it was done on, and which: it knows already. */
  readonly account?: string | undefined
  readonly sessionId?: string | undefined
}

/** Tells members what happens in their groups: an event is encoded once and published once. */
export function listenToGroups(deps: GroupFanoutDeps): void {
  const { bus, fanout } = deps
  const toGroup = <Name extends GatewayEventName>(
    name: Name,
    data: GatewayEvents[Name],
    told: Told,
  ) => publish(deps, eventFrame(name, data), told)
  bus.subscribe('group.sent', (sent) => tellMessage(deps, sent))
  bus.subscribe('group.broadcast', (broadcast) => tellBroadcast(deps, broadcast))
  bus.subscribe('group.messagesChanged', ({ kind, messages, receivers, ...where }) => {
    const [first] = messages
    if (!first) return
    const told = { ...where, placeId: first.groupId }
    const tell = <Name extends GatewayEventName>(name: Name, data: GatewayEvents[Name]) => {
      if (receivers) {
        const accounts = deps.audience.hearing(told, receivers)
        fanout.tellAll(name, data, { ...told, accounts })
      } else toGroup(name, data, told)
    }
    if (kind === 'recalled') tell('group.messageRecalled', { groupId: first.groupId, messages })
    else for (const message of messages) tell('group.messageModified', { message })
  })
  bus.subscribe('group.receipts', ({ appId, groupId, sender, messages, time }) => {
    const audience = { appId, accounts: [sender], sessionId: undefined }
    fanout.tellAll('group.messageReceipt', { groupId, messages, time }, audience)
  })
  bus.subscribe('group.messagePinned', ({ placeId, message, pinned, operator, ...told }) => {
    toGroup(
      'group.messagePinned',
      { groupId: placeId, message, pinned, operator },
      { ...told, placeId },
    )
  })
  bus.subscribe('group.messageExtensions', ({ message, changed, deleted, ...told }) => {
    toGroup('group.messageExtensions', { message, changed, deleted }, about(told, message))
  })
  bus.subscribe('group.messageReaction', ({ message, reaction, ...told }) => {
    toGroup('group.messageReaction', { message, ...reaction }, about(told, message))
  })
  bus.subscribe('group.attributesChanged', ({ attributes, sequence, ...told }) => {
    toGroup('group.attributesChanged', { groupId: told.groupId, attributes, sequence }, told)
  })
  bus.subscribe('group.countersChanged', ({ counters, ...told }) => {
    toGroup('group.countersChanged', { groupId: told.groupId, counters }, told)
  })
  bus.subscribe('group.noticed', ({ appId, accounts, notice, sessionId }) => {
    fanout.tellAll('group.notice', { notice }, { appId, accounts, sessionId })
  })
  bus.subscribe('group.allNoticed', ({ notice, ...told }) => {
    toGroup('group.notice', { notice }, told)
  })
  bus.subscribe('topic.changed', ({ appId, ...changed }) => {
    toGroup('topic.changed', changed, { appId, groupId: changed.groupId })
  })
  bus.subscribe('group.read', ({ appId, account, placeId, readSeq, sessionId }) => {
    const audience = { appId, accounts: [account], sessionId }
    fanout.tellAll('group.read', { groupId: placeId, readSeq }, audience)
  })
}

/** Messages bear the id of the group or topic they are in. */
function about(told: Told, { groupId: placeId }: { readonly groupId: string }): Told {
  return { ...told, placeId }
}

function tellMessage(deps: GroupFanoutDeps, sent: BusEvents['group.sent']): void {
  const { appId, message } = sent
  const count = sent.receivers ? tellReceivers(deps, sent, sent.receivers) : tellMembers(deps, sent)
  // What the server tells of a group nobody has sent.
  if (!message.tip) deps.delivered(appId, count)
}

function tellReceivers(
  deps: GroupFanoutDeps,
  { appId, groupId, message, cursor, sessionId }: BusEvents['group.sent'],
  receivers: readonly string[],
): number {
  const place = { appId, groupId, placeId: message.groupId }
  const accounts = deps.audience.hearing(place, receivers)
  const data = cursor === undefined ? { message } : { message, cursor }
  deps.fanout.tellAll('group.message', data, { appId, accounts, sessionId })
  const connections = accounts.flatMap((account) => deps.registry.of(appId, account))
  return connections.filter(({ id }) => id !== sessionId).length
}

function tellMembers(
  deps: GroupFanoutDeps,
  { appId, groupId, message, cursor, sessionId }: BusEvents['group.sent'],
): number {
  const data = cursor === undefined ? { message } : { message, cursor }
  return publish(deps, eventFrame('group.message', data), {
    appId,
    groupId,
    placeId: message.groupId,
    account: message.from,
    sessionId,
  })
}

/** One that goes to many rooms is encoded once: only the room it is in differs. */
function tellBroadcast(
  deps: GroupFanoutDeps,
  { appId, groupIds, message }: BusEvents['group.broadcast'],
): void {
  const { groupId: _, ...same } = message
  const rest = JSON.stringify(same).slice(1)
  let count = 0
  for (const groupId of groupIds) {
    const room = JSON.stringify(groupId)
    const frame = `{"event":"group.message","data":{"message":{"groupId":${room},${rest}}}`
    count += publish(deps, frame, { appId, groupId })
  }
  deps.delivered(appId, count)
}

/**
 * To every member's connections but the one it was done on. Answers how many they are, which the
 * socket layer knows: nobody goes through them.
 */
function publish(deps: GroupFanoutDeps, frame: string, told: Told): number {
  const { appId, groupId, placeId = groupId, account, sessionId } = told
  const own =
    sessionId === undefined ? undefined : sessionOf(deps.registry, appId, account, sessionId)
  let count = 0
  for (const topic of deps.audience.channelsOf(appId, groupId, placeId)) {
    count += deps.topics.subscribers(topic)
    if (own?.isOn(topic)) count -= 1
    if (own) own.publishToOthers(topic, frame)
    else deps.topics.publish(topic, frame)
  }
  return count
}

function sessionOf(
  registry: Registry<Session>,
  appId: number,
  account: string | undefined,
  sessionId: string,
): Session | undefined {
  if (account === undefined) return undefined
  return registry.of(appId, account).find(({ id }) => id === sessionId)
}
