import { randomBytes } from 'node:crypto'
import type { GroupType } from '@yanshu/protocol'
import { TOPIC_MARK } from './group.ts'

/** Leads every id that the server makes; nobody may choose such an id (群组系统). */
const GENERATED = '@TGS#'

/** Leads the ids of communities. */
const COMMUNITY = '@TGS#_'

/** An id for a new group, or for a community. */
export function newGroupId(type: GroupType): string {
  const made = `${GENERATED}${randomBytes(8).toString('hex').toUpperCase()}`
  return type === 'Community' ? `${COMMUNITY}${made}` : made
}

/** An id for a new topic of a community. */
export function newTopicId(groupId: string): string {
  return `${groupId}${TOPIC_MARK}${TOPIC_MARK}${randomBytes(6).toString('hex').toUpperCase()}`
}

/** Whether a new group of a type may be called so; how long an id may be is for the contract to judge. */
export function mayBeGroupId(groupId: string, type: GroupType): boolean {
  const isOfCommunity = groupId.startsWith(COMMUNITY) && groupId.length > COMMUNITY.length
  const fits = type === 'Community' ? isOfCommunity : !groupId.startsWith(GENERATED)
  return fits && !groupId.includes(TOPIC_MARK)
}
