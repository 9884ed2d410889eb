import { gatewayErrors, ImError } from '@yanshu/protocol'

/** How the wire ids of conversations begin. */
const C2C = 'C2C'
const GROUP = 'GROUP'

/** Leads the key of a group: no UserID has a blank. */
const BLANK = ' '

/** What things are kept by that accounts set on conversations: a UserID, or a blank and the id of a group. */
export function keyOf(conversationId: string): string {
  const groupId = groupIdOf(conversationId)
  return groupId === undefined ? peerOf(conversationId) : groupKeyOf(groupId)
}

export function groupKeyOf(groupId: string): string {
  return BLANK + groupId
}

/** The id of the group that a key is of; undefined for a UserID. */
export function groupOfKey(key: string): string | undefined {
  return key.startsWith(BLANK) ? key.slice(BLANK.length) : undefined
}

export function conversationIdOf(key: string): string {
  const groupId = groupOfKey(key)
  return groupId === undefined ? C2C + key : GROUP + groupId
}

/** The id of the group or topic of a conversation; undefined where it is one with an account. */
export function groupIdOf(conversationId: string): string | undefined {
  return conversationId.startsWith(GROUP) ? conversationId.slice(GROUP.length) : undefined
}

/** @throws {ImError} 6004 for what is no one-to-one conversation. */
export function peerOf(conversationId: string): string {
  if (!conversationId.startsWith(C2C)) throw new ImError(gatewayErrors.badConversation)
  return conversationId.slice(C2C.length)
}

/** Peers and groups among keys. */
export function sortedKeys(keys: readonly string[]): {
  readonly peers: readonly string[]
  readonly groups: readonly string[]
} {
  const peers = new Set(keys.filter((key) => groupOfKey(key) === undefined))
  const groups = new Set(keys.flatMap((key) => groupOfKey(key) ?? []))
  return { peers: [...peers], groups: [...groups] }
}

/** Peers and groups among conversations. */
export function sorted(conversationIds: readonly string[]): {
  readonly peers: readonly string[]
  readonly groups: readonly string[]
} {
  const groups = conversationIds.flatMap((id) => groupIdOf(id) ?? [])
  const peers = conversationIds.filter((id) => groupIdOf(id) === undefined).map(peerOf)
  return { peers, groups }
}
