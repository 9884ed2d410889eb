/** The id of the one-to-one conversation with a user. */
export function conversationIdOf(userId: string): string {
  return `C2C${userId}`
}

/** The other side of a one-to-one conversation, or `undefined` for any other kind. */
export function peerIn(conversationId: string): string | undefined {
  return conversationId.startsWith('C2C') && conversationId.length > 3
    ? conversationId.slice(3)
    : undefined
}

/** Who the user `me` talks to in a message; oneself in a note to oneself. */
export function peerOf(
  message: { readonly from: string; readonly to: string },
  me: string,
): string {
  return message.from === me ? message.to : message.from
}
