import type { MessageElement } from '@yanshu/protocol'

/** What the log keeps of what the sender gave, beside the columns. */
export interface StoredBody {
  readonly body: readonly MessageElement[]
  readonly cloudCustomData?: string
  readonly offlinePush?: Readonly<Record<string, unknown>>
}

export function encodeBody(stored: StoredBody): string {
  return JSON.stringify(stored)
}

export function decodeBody(text: string): StoredBody {
  return JSON.parse(text) as StoredBody
}

/**
 * True where an encoded body is longer than a message of the app may be.
 *
 * @param bytes - of body and custom data (单发单聊消息: 12 KB).
 */
export function isTooLong(encoded: string, bytes: number): boolean {
  // The wrapping costs about a hundred bytes that are not the sender's.
  const most = bytes + 100
  return encoded.length > most || (encoded.length * 3 > most && Buffer.byteLength(encoded) > most)
}
