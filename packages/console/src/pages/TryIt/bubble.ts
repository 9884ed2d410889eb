import type { Message } from '@yanshu/client'

/** A message as a pane draws it. */
export interface Bubble {
  readonly id: string
  readonly mine: boolean
  /** Unix seconds. */
  readonly time: number
  /** `undefined` where the message is no text; `type` names it then. */
  readonly text: string | undefined
  readonly type: string
  readonly state: 'sending' | 'sent' | 'read' | 'failed' | 'received' | 'recalled'
  readonly canRecall: boolean
  /** Why it was not sent, as code and text. */
  readonly failure: string | undefined
}

/** What to draw for a message of the SDK, which changes its messages in place. */
export function bubbleOf(message: Message, failure?: string): Bubble {
  const state = stateOf(message)
  return {
    id: message.ID,
    mine: message.flow === 'out',
    time: message.time || message.clientTime,
    text: textOf(message),
    type: message.type,
    state,
    canRecall: state === 'sent' || state === 'read',
    failure: state === 'failed' ? failure : undefined,
  }
}

function stateOf(message: Message): Bubble['state'] {
  if (message.isRevoked) return 'recalled'
  if (message.flow === 'in') return 'received'
  if (message.status === 'unSend') return 'sending'
  if (message.status === 'fail') return 'failed'
  return message.isPeerRead ? 'read' : 'sent'
}

function textOf({ payload }: Message): string | undefined {
  const hasText = typeof payload === 'object' && payload !== null && 'text' in payload
  return hasText && typeof payload.text === 'string' ? payload.text : undefined
}

/**
 * In the order of the conversation. A message that has no place there yet stands where it was written:
 * behind the message whose sequence `writtenAfter` names for it.
 */
export function inOrder(
  messages: Iterable<Message>,
  writtenAfter: ReadonlyMap<string, number>,
): Message[] {
  const placeOf = ({ ID, sequence }: Message) =>
    sequence > 0 ? sequence : (writtenAfter.get(ID) ?? 0) + 0.5
  return [...messages].sort((a, b) => placeOf(a) - placeOf(b))
}
