import type { Clock } from '../../clock.ts'
import type { Job } from '../../jobs/jobs.ts'
import type { KeyStore } from './key-store.ts'

/** A key's last use is written at most this often, so that signing a call writes nothing. */
const EVERY = 120_000

/** When keys last signed a call: in memory first, and written now and then. */
export class KeyUse {
  readonly #store: Pick<KeyStore, 'noteUse'>
  readonly #now: Clock
  #pending = new Map<string, number>()

  constructor(store: Pick<KeyStore, 'noteUse'>, now: Clock) {
    this.#store = store
    this.#now = now
  }

  note(secretId: string): void {
    this.#pending.set(secretId, this.#now())
  }

  /** The use that is not written yet. */
  unwritten(secretId: string): number | undefined {
    return this.#pending.get(secretId)
  }

  get job(): Job {
    return {
      name: 'access-key-use',
      every: EVERY,
      isIdle: () => this.#pending.size === 0,
      run: () => this.flush(),
    }
  }

  async flush(): Promise<void> {
    const writing = this.#pending
    if (writing.size === 0) return
    this.#pending = new Map()
    try {
      await this.#store.noteUse([...writing])
    } catch (error) {
      // What came meanwhile is newer.
      this.#pending = new Map([...writing, ...this.#pending])
      throw error
    }
  }
}
