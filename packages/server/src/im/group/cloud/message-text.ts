import type { GroupTip, MessageElement } from '@yanshu/protocol'
import { tipTypes } from '@yanshu/protocol'

/** Characters of a text that a list shows; the whole of it is in the body. */
const SHOWN = 500

/** What a list shows of a message: its words, and in brackets what else there is. */
export function textOfBody(body: readonly MessageElement[]): string {
  const text = body.map(textOfElement).join(' ')
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}

function textOfElement(element: MessageElement): string {
  const { MsgType, MsgContent } = element
  switch (MsgType) {
    case 'TIMTextElem':
      return MsgContent.Text
    case 'TIMFileElem':
      return `[${MsgType}] ${MsgContent.FileName ?? ''}`.trim()
    case 'TIMCustomElem':
    case 'TIMLocationElem':
      return `[${MsgType}] ${MsgContent.Desc ?? ''}`.trim()
    default:
      return `[${MsgType}]`
  }
}

const tipNames = new Map<number, string>(
  Object.entries(tipTypes).map(([name, type]) => [type, name]),
)

/** What a list shows of a tip: what happened, to whom, and by whom. */
export function textOfTip({ type, operator, members, changes }: GroupTip): string {
  const names = members.map(({ userId }) => userId)
  const what = [...names, ...Object.keys(changes ?? {})].join(', ')
  return `${tipNames.get(type) ?? type}: ${what} (${operator.userId})`
}
