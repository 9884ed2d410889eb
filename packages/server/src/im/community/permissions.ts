/**
 * Rights of members of a community with permission groups, as numbers of bits hold them
 * (`DefaultPermission`, `Permission`). Source: 权限组管理.
 */
export const communityBits = {
  editInfo: 1,
  manageMembers: 2,
  managePermissionGroups: 4,
  managePermissionMembers: 8,
  manageTopics: 16,
  mute: 32,
  send: 64,
  atAll: 128,
  readHistoryBeforeJoin: 256,
  recallOthers: 512,
  ban: 1024,
} as const

/** Rights in one topic. */
export const topicBits = {
  manageTopics: 1,
  manageTopicPermissions: 2,
  mute: 4,
  send: 8,
  readHistoryBeforeJoin: 16,
  recallOthers: 32,
  atAll: 64,
} as const

/** A right of either kind. In a topic a right of the community holds beside that of the topic. */
export type Right = keyof typeof communityBits | keyof typeof topicBits

/** What somebody may do in a community or one of its topics. */
export type Rights = Readonly<Record<Right, boolean>>

/** What a member has by the permission groups it is in: bits of all of them together. */
export interface GroupedBits {
  readonly community: number
  /** By TopicID; a topic that none of the groups lists is not there. */
  readonly topics: ReadonlyMap<string, number>
}

/** What rights follow from. */
export interface RightsBasis {
  readonly isOwner: boolean
  /** Undefined for a member of no permission group, whom the defaults are for. */
  readonly grouped: GroupedBits | undefined
  readonly communityDefault: number
  /** Undefined for the community itself. */
  readonly topic: { readonly id: string; readonly defaultBits: number } | undefined
}

const names = [...new Set([...Object.keys(communityBits), ...Object.keys(topicBits)])] as Right[]

/**
 * What a member may do in a community with permission groups. The owner may do everything; for
 * administrators, who have no fixed powers here, the same holds as for all others. What the community
 * grants is granted "in all topics", so a topic adds to it and takes nothing away.
 */
export function rightsOf({ isOwner, grouped, communityDefault, topic }: RightsBasis): Rights {
  const community = grouped?.community ?? communityDefault
  const inTopic = topic === undefined ? 0 : topicBitsOf(topic, grouped)
  const may = (name: Right) => isOwner || holds(community, inTopic, name)
  return Object.fromEntries(names.map((name) => [name, may(name)])) as Rights
}

function topicBitsOf(
  { id, defaultBits }: NonNullable<RightsBasis['topic']>,
  grouped: GroupedBits | undefined,
): number {
  return grouped === undefined ? defaultBits : (grouped.topics.get(id) ?? 0)
}

/** Whoever manages permission groups manages the rights that they have in topics. */
function holds(community: number, inTopic: number, name: Right): boolean {
  const all =
    name === 'manageTopicPermissions'
      ? communityBits.managePermissionGroups
      : bitIn(communityBits, name)
  return (community & all) !== 0 || (inTopic & bitIn(topicBits, name)) !== 0
}

function bitIn(bits: Readonly<Partial<Record<Right, number>>>, name: Right): number {
  return bits[name] ?? 0
}
