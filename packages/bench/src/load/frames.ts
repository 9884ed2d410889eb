const TEXT = 0x1
const FIN = 0x80
const MASKED = 0x80
/** Payload length codes of RFC 6455: the next 2 or 8 bytes carry the length. */
const LENGTH_16 = 126
const LENGTH_64 = 127

export const opcodes = { text: TEXT, close: 0x8, ping: 0x9, pong: 0xa } as const

/**
 * One masked client frame of ASCII text. The mask is zero, which is legal and leaves the payload as it
 * is; the server still unmasks, so it does the work it does for every client.
 */
export function encodeFrame(payload: string, opcode: number = TEXT): Buffer {
  const long = payload.length >= LENGTH_16
  const start = (long ? 4 : 2) + 4
  const frame = Buffer.allocUnsafe(start + payload.length)
  frame[0] = FIN | opcode
  if (long) {
    frame[1] = MASKED | LENGTH_16
    frame.writeUInt16BE(payload.length, 2)
  } else {
    frame[1] = MASKED | payload.length
  }
  frame.fill(0, start - 4, start)
  frame.write(payload, start, 'latin1')
  return frame
}

/** Gets the payload as a range of `bytes`, which is only valid during the call. */
export type OnFrame = (opcode: number, bytes: Buffer, start: number, end: number) => void

/** Cuts a byte stream into server frames; a frame may arrive in any number of pieces. */
export class FrameReader {
  readonly #onFrame: OnFrame
  #rest: Buffer | undefined

  constructor(onFrame: OnFrame) {
    this.#onFrame = onFrame
  }

  read(chunk: Buffer): void {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk])
    let at = 0
    while (at < bytes.length) {
      const start = payloadStart(bytes, at)
      const end = start + payloadLength(bytes, at, start)
      if (start > bytes.length || end > bytes.length) break
      this.#onFrame((bytes[at] ?? 0) & 0x0f, bytes, start, end)
      at = end
    }
    // A copy, because the runtime uses the chunk's memory again after this call.
    this.#rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : undefined
  }
}

function payloadStart(bytes: Buffer, at: number): number {
  const code = bytes[at + 1] ?? 0
  if (code < LENGTH_16) return at + 2
  return code === LENGTH_16 ? at + 4 : at + 10
}

function payloadLength(bytes: Buffer, at: number, start: number): number {
  const code = bytes[at + 1] ?? 0
  if (code < LENGTH_16) return code
  if (start > bytes.length) return 0
  return code === LENGTH_64 ? Number(bytes.readBigUInt64BE(at + 2)) : bytes.readUInt16BE(at + 2)
}
