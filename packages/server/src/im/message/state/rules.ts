import type { MessageElement } from '@yanshu/protocol'

const MODIFIABLE: ReadonlySet<MessageElement['MsgType']> = new Set([
  'TIMTextElem',
  'TIMCustomElem',
  'TIMLocationElem',
  'TIMFaceElem',
])

/** Whether clients may change elements into others: files stay what they are (消息变更). */
export function isModifiable(elements: readonly MessageElement[]): boolean {
  return elements.every(({ MsgType }) => MODIFIABLE.has(MsgType))
}
