/** What a room permission allows, as bits that add up. */
export const roomPrivileges = {
  create: 1,
  join: 2,
  sendAudio: 4,
  receiveAudio: 8,
  sendVideo: 16,
  receiveVideo: 32,
  sendScreen: 64,
  receiveScreen: 128,
} as const

/** A room permission. Instant messaging itself asks for none; audio and video rooms do. */
export interface Userbuf {
  readonly account: string
  readonly sdkAppId: number
  /** A number and a text of the same digits are different rooms. */
  readonly room: number | string
  /** Unix seconds. */
  readonly expiresAt: number
  /** A sum of `roomPrivileges`; 255 is all of them. */
  readonly privileges: number
  /** 0 where nothing else was agreed. */
  readonly accountType: number
}

const NUMERIC_ROOM = 0
const STRING_ROOM = 1

/** Writes the binary form, big-endian throughout; throws a RangeError where a field does not fit. */
export function encodeUserbuf(userbuf: Userbuf): Uint8Array {
  const { room } = userbuf
  const isNumeric = typeof room === 'number'
  const parts = [
    Buffer.of(isNumeric ? NUMERIC_ROOM : STRING_ROOM),
    sizedText(userbuf.account),
    uint32(userbuf.sdkAppId),
    uint32(isNumeric ? room : 0),
    uint32(userbuf.expiresAt),
    uint32(userbuf.privileges),
    uint32(userbuf.accountType),
  ]
  if (!isNumeric) parts.push(sizedText(room))
  return Buffer.concat(parts)
}

/** Reads the binary form; `undefined` where it is cut short, too long or of an unknown version. */
export function decodeUserbuf(bytes: Uint8Array): Userbuf | undefined {
  const reader = new Reader(bytes)
  try {
    const version = reader.bytes(1)[0]
    if (version !== NUMERIC_ROOM && version !== STRING_ROOM) return undefined
    const head = { account: reader.sizedText(), sdkAppId: reader.uint32() }
    const numericRoom = reader.uint32()
    const tail = {
      expiresAt: reader.uint32(),
      privileges: reader.uint32(),
      accountType: reader.uint32(),
    }
    const room = version === STRING_ROOM ? reader.sizedText() : numericRoom
    return reader.isAtEnd ? { ...head, room, ...tail } : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function sizedText(text: string): Buffer {
  const bytes = Buffer.from(text)
  const size = Buffer.alloc(2)
  size.writeUInt16BE(bytes.length)
  return Buffer.concat([size, bytes])
}

class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes)
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  bytes(length: number): Buffer {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new RangeError('the userbuf is cut short')
    const part = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return part
  }

  uint32(): number {
    return this.bytes(4).readUInt32BE()
  }

  sizedText(): string {
    return this.bytes(this.bytes(2).readUInt16BE()).toString('utf8')
  }
}
