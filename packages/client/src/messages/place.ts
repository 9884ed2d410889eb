import { failure, sdkErrors } from '../errors.ts'
import type { Message } from './message.ts'
import { isMessage } from './sender.ts'

/** Names a message to the gateway. */
export interface MessagePlace {
  readonly conversationId: string
  readonly seq: number
}

/** @throws {ChatError} 2105 for no message, 2503 for one that is not stored at the server. */
export function placeOf(message: Message): MessagePlace {
  if (!isMessage(message)) throw failure(sdkErrors.noMessage)
  if (message.status !== 'success' || message.sequence === 0) {
    throw failure(sdkErrors.badParameter, 'the message is not stored at the server')
  }
  return { conversationId: message.conversationID, seq: message.sequence }
}

/**
 * The places of messages of one conversation.
 *
 * @throws {ChatError} 2503 for none, too many, or messages of several conversations.
 */
export function placesOf(messages: readonly Message[], most: number) {
  if (!Array.isArray(messages) || messages.length === 0 || messages.length > most) {
    throw failure(sdkErrors.badParameter, `a list of 1 to ${most} messages is needed`)
  }
  const places = messages.map(placeOf)
  const conversationId = places[0]?.conversationId ?? ''
  if (places.some((place) => place.conversationId !== conversationId)) {
    throw failure(sdkErrors.badParameter, 'the messages are of several conversations')
  }
  return { conversationId, seqs: places.map(({ seq }) => seq) }
}
