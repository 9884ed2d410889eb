import type { GroupTip, MessageElement } from '@yanshu/protocol'
import { splitReceivers } from '../../message/service.ts'

/** What the log keeps of a group message beside the columns. */
export interface StoredGroupBody {
  /** The only receivers, joined by `joinReceivers`: who reads a page is looked for in the text. */
  readonly to?: string
  readonly body: readonly MessageElement[]
  readonly tip?: GroupTip
  readonly cloudCustomData?: string
  /** Who is mentioned. */
  readonly at?: readonly string[]
  readonly offlinePush?: Readonly<Record<string, unknown>>
}

export function receiversOf({ to }: StoredGroupBody): readonly string[] | undefined {
  return to === undefined ? undefined : splitReceivers(to)
}

export function encodeGroupBody(stored: StoredGroupBody): string {
  return JSON.stringify(stored)
}

export function decodeGroupBody(text: string): StoredGroupBody {
  return JSON.parse(text) as StoredGroupBody
}
