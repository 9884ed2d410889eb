import type { MessageElement } from '@yanshu/protocol'

/** What the log keeps of what the sender gave, beside the columns. */
export interface StoredBody {
  readonly body: readonly MessageElement[]
  readonly cloudCustomData?: string
  readonly offlinePush?: Readonly<Record<string, unknown>>
}

/** Bytes of a whole message: body and custom data (单发单聊消息: 12 KB). */
export const MESSAGE_BYTES = 12 * 1024

export function encodeBody(stored: StoredBody): string {
  return JSON.stringify(stored)
}

export function decodeBody(text: string): StoredBody {
  return JSON.parse(text) as StoredBody
}

/** True where an encoded body is longer than a message may be. */
export function isTooLong(encoded: string): boolean {
  // The wrapping costs about a hundred bytes that are not the sender's.
  const most = MESSAGE_BYTES + 100
  return encoded.length > most || (encoded.length * 3 > most && Buffer.byteLength(encoded) > most)
}
