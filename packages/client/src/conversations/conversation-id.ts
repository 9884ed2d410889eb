/** The conversation that notices about groups come in; it is kept on this device alone. */
export const SYSTEM_CONVERSATION = '@TIM#SYSTEM'

const C2C = 'C2C'
const GROUP = 'GROUP'
const TOPIC = '@TOPIC#_'

/** The id of the one-to-one conversation with a user. */
export function conversationIdOf(userId: string): string {
  return `${C2C}${userId}`
}

/** The id of the conversation of a group or a topic. */
export function groupConversationIdOf(groupId: string): string {
  return `${GROUP}${groupId}`
}

/** The other side of a one-to-one conversation, or `undefined` for any other kind. */
export function peerIn(conversationId: string): string | undefined {
  return conversationId.startsWith(C2C) && conversationId.length > C2C.length
    ? conversationId.slice(C2C.length)
    : undefined
}

/** The group or the topic of a conversation, or `undefined` for any other kind. */
export function groupIn(conversationId: string): string | undefined {
  return conversationId.startsWith(GROUP) && conversationId.length > GROUP.length
    ? conversationId.slice(GROUP.length)
    : undefined
}

/** True for what the server keeps as a conversation. */
export function isKept(conversationId: unknown): conversationId is string {
  if (typeof conversationId !== 'string') return false
  return peerIn(conversationId) !== undefined || groupIn(conversationId) !== undefined
}

/** True for the id of a topic. */
export function isTopicId(groupId: string): boolean {
  return groupId.includes(TOPIC)
}

/** True for the conversation of a topic; it is in no list of conversations. */
export function isOfTopic(conversationId: string): boolean {
  return conversationId.startsWith(GROUP) && isTopicId(conversationId)
}

/** The community that a topic is in, and any other group itself. */
export function communityOf(groupId: string): string {
  const at = groupId.indexOf(TOPIC)
  return at === -1 ? groupId : groupId.slice(0, at)
}

/** What a conversation is of, as the Web SDK names it. */
export function typeOf(conversationId: string): string {
  if (conversationId === SYSTEM_CONVERSATION) return SYSTEM_CONVERSATION
  return groupIn(conversationId) === undefined ? C2C : GROUP
}

/** Who the user `me` talks to in a message; oneself in a note to oneself. */
export function peerOf(
  message: { readonly from: string; readonly to: string },
  me: string,
): string {
  return message.from === me ? message.to : message.from
}
