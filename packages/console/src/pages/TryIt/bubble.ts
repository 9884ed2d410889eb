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
}

/** What to draw for a message of the SDK, which changes its messages in place. */
export function bubbleOf(message: Message): Bubble {
  const state = stateOf(message)
  return {
    id: message.ID,
    mine: message.flow === 'out',
    time: message.time || message.clientTime,
    text: textOf(message),
    type: message.type,
    state,
    canRecall: state === 'sent' || state === 'read',
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

/** In the order of the conversation; what has no place there yet stands at the end, as it was written. */
export function inOrder(messages: Iterable<Message>): Message[] {
  return [...messages].sort((a, b) => {
    const [left, right] = [placeOf(a), placeOf(b)]
    return left === right ? a.clientTime - b.clientTime : left - right
  })
}

function placeOf({ sequence }: Message): number {
  return sequence === 0 ? Infinity : sequence
}
