import { ImError, messageErrors } from '@yanshu/protocol'

/** What `MsgKey` names a message by, within its conversation. */
export interface MessageKey {
  readonly clientSeq: number
  readonly random: number
  /** Unix seconds. */
  readonly time: number
}

const KEY = /^(\d{1,10})_(\d{1,10})_(\d{1,10})$/

/** `MsgKey`: `{MsgSeq}_{MsgRandom}_{MsgTime}` (单发单聊消息). */
export function formatKey({ clientSeq, random, time }: MessageKey): string {
  return `${clientSeq}_${random}_${time}`
}

/** True for text that has the form of a `MsgKey`. */
export function isKey(text: string): boolean {
  return KEY.test(text)
}

/** @throws {ImError} 90054 for what is no key. */
export function parseKey(text: string): MessageKey {
  const [, clientSeq, random, time] = KEY.exec(text) ?? []
  if (time === undefined) throw new ImError(messageErrors.badMsgKey, text.slice(0, 50))
  return { clientSeq: Number(clientSeq), random: Number(random), time: Number(time) }
}

/** The id that clients show: `{tiny id of the sender}-{sender's clock}-{random}`. */
export function messageId(sender: string, clientTime: number, random: number): string {
  return `${tinyId(sender)}-${clientTime}-${random}`
}

/**
 * A number that stands for a UserID in message ids. Computed and not stored: it needs no look-up and
 * outlives the account. Two UserIDs that share one would still have to send the same random in the
 * same second of the same conversation to share an id.
 */
export function tinyId(userId: string): string {
  const known = tinyIds.get(userId)
  if (known !== undefined) return known
  if (tinyIds.size >= KNOWN_TINY_IDS) tinyIds.clear()
  const made = `144115${fnv(userId, 0x811c9dc5)}`
  tinyIds.set(userId, made)
  return made
}

const KNOWN_TINY_IDS = 50_000
const tinyIds = new Map<string, string>()

/** FNV-1a over the ASCII of a UserID. */
export function fnv(text: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}
