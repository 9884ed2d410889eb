/** 150 characters, as a chat message of some length has. */
export const messageText = 'The quick brown fox jumps over the lazy dog. '.repeat(4).slice(0, 150)

const body = JSON.stringify([{ MsgType: 'TIMTextElem', MsgContent: { Text: messageText } }])

/** A `message.send` frame; written by hand because this runs for every message of a run. */
export function sendRequest(id: number, to: string, random: number): string {
  return request(id, to, random, '')
}

/** The same for a message that only reaches those who are there now. */
export function onlineRequest(id: number, to: string, random: number): string {
  return request(id, to, random, ',"onlineOnly":true')
}

/** A `group.send` frame. */
export function groupRequest(id: number, groupId: string, random: number): string {
  const clientTime = Math.floor(Date.now() / 1000)
  return (
    `{"id":${id},"method":"group.send","params":{"groupId":"${groupId}","random":${random},` +
    `"clientTime":${clientTime},"body":${body}}}`
  )
}

function request(id: number, to: string, random: number, more: string): string {
  const clientTime = Math.floor(Date.now() / 1000)
  return (
    `{"id":${id},"method":"message.send","params":{"to":"${to}","random":${random},` +
    `"clientSeq":${id},"clientTime":${clientTime},"body":${body}${more}}}`
  )
}

const RANDOM = Buffer.from('"random":')
const ID = Buffer.from('"id":')
const ZERO = 0x30
const NINE = 0x39
const LETTER_E = 0x65
const LETTER_R = 0x72

export type Heard =
  | { readonly kind: 'answer'; readonly id: number }
  | { readonly kind: 'message'; readonly random: number }
  | { readonly kind: 'other'; readonly text: string }

/**
 * What a frame says, read without parsing all of it. Both programs write the two kinds that count with
 * `id` or `event` first; anything else, errors included, comes back as text.
 */
export function hear(bytes: Buffer, start: number, end: number): Heard {
  if (bytes[start + 2] === LETTER_E) {
    const at = bytes.indexOf(RANDOM, start)
    if (at !== -1 && at < end) return { kind: 'message', random: digits(bytes, at + RANDOM.length) }
  } else if (bytes.indexOf(ID, start) === start + 1) {
    const at = start + 1 + ID.length
    const id = digits(bytes, at)
    // After the digits comes `,"result"` or `,"error"`.
    if (bytes[at + String(id).length + 2] === LETTER_R) return { kind: 'answer', id }
  }
  return { kind: 'other', text: bytes.toString('utf8', start, end) }
}

function digits(bytes: Buffer, at: number): number {
  let value = 0
  for (let i = at; ; i++) {
    const byte = bytes[i] ?? 0
    if (byte < ZERO || byte > NINE) return value
    value = value * 10 + byte - ZERO
  }
}
