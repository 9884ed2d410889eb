import { flags, has } from './flags.ts'
import type { MessageRow } from './store.ts'

/** Those of the two sides that see a message, each once. */
export function audienceOf(
  message: Pick<MessageRow, 'sender' | 'flags'>,
  receiver: string,
): readonly string[] {
  const { sender } = message
  // In a conversation with oneself nothing is hidden from anybody.
  if (sender === receiver) return [sender]
  return [
    ...(has(message.flags, flags.hiddenFromReceiver) ? [] : [receiver]),
    ...(has(message.flags, flags.hiddenFromSender) ? [] : [sender]),
  ]
}
