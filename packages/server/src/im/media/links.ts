import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../clock.ts'

/** Signs what an address allows, and until when. A signature for one purpose is none for another. */
export class Links {
  readonly #key: Uint8Array
  readonly #now: Clock

  /** @param key - of this purpose alone. */
  constructor(key: Uint8Array, now: Clock) {
    this.#key = key
    this.#now = now
  }

  /** @param expiresAt - Unix milliseconds. */
  sign(purpose: string, grant: object, expiresAt: number): string {
    const body = Buffer.from(JSON.stringify([expiresAt, grant])).toString('base64url')
    return `${body}.${this.#mac(purpose, body)}`
  }

  /** What was signed; undefined where it was not, or is over. */
  open(purpose: string, token: string): unknown {
    const [body = '', mac = ''] = token.split('.', 2)
    const wanted = Buffer.from(this.#mac(purpose, body))
    const given = Buffer.from(mac)
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined
    const [expiresAt, grant] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
      number,
      unknown,
    ]
    return expiresAt > this.#now() ? grant : undefined
  }

  #mac(purpose: string, body: string): string {
    return createHmac('sha256', this.#key).update(`${purpose}\n${body}`).digest('base64url')
  }
}
