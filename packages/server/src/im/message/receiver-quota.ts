import { ImError, messageErrors } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'

const MINUTE = 60_000

/** Counts the receivers of batch sends, by app and minute (批量发单聊消息). */
export class ReceiverQuota {
  readonly #now: Clock
  #minute = 0
  #used = new Map<number, number>()

  constructor(now: Clock) {
    this.#now = now
  }

  /** @throws {ImError} 90057 where the minute's receivers are used up; none is counted then. */
  take(appId: number, receivers: number, most: number | null): void {
    if (most === null) return
    const minute = Math.floor(this.#now() / MINUTE)
    if (minute !== this.#minute) {
      this.#minute = minute
      this.#used = new Map()
    }
    const used = (this.#used.get(appId) ?? 0) + receivers
    if (used > most) throw new ImError(messageErrors.batchRate)
    this.#used.set(appId, used)
  }
}
