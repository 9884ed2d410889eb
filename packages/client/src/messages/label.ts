import type { Message } from './message.ts'
import type { TextPayload } from './payload.ts'

const labels: Partial<Record<string, string>> = {
  TIMCustomElem: '[Custom message]',
  TIMFaceElem: '[Sticker]',
  TIMLocationElem: '[Location]',
  TIMImageElem: '[Image]',
  TIMSoundElem: '[Audio]',
  TIMVideoFileElem: '[Video]',
  TIMFileElem: '[File]',
  TIMRelayElem: '[Merged messages]',
  TIMGroupTipElem: '[Group tip]',
  TIMGroupSystemNoticeElem: '[Group notice]',
}

/** What a conversation list shows for a message: its text, or its kind in brackets. */
export function labelOf(message: Message): string {
  if (message.isRevoked) return '[Recalled]'
  if (message.type === 'TIMTextElem') return (message.payload as TextPayload).text
  return labels[message.type] ?? '[Message]'
}
