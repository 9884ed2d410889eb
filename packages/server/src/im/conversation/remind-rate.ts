import { gatewayErrors, ImError } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { Owner } from './contact-store.ts'

/** Requests of one account in a second (消息免打扰). */
const MOST = 5
/** Accounts counted; with more in one second everybody begins anew. */
const MOST_COUNTED = 100_000

/** Bounds how often an account changes how it receives messages. */
export class RemindRate {
  readonly #now: Clock
  readonly #counts = new Map<string, number>()
  #second = 0

  constructor(now: Clock) {
    this.#now = now
  }

  /** @throws {ImError} -10113. */
  take({ appId, account }: Owner): void {
    const second = Math.floor(this.#now() / 1000)
    if (second !== this.#second || this.#counts.size >= MOST_COUNTED) this.#counts.clear()
    this.#second = second
    const key = `${appId}/${account}`
    const count = this.#counts.get(key) ?? 0
    if (count >= MOST) throw new ImError(gatewayErrors.tooFast)
    this.#counts.set(key, count + 1)
  }
}
