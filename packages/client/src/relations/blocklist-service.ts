import type { Ask } from '../connection/requests.ts'
import { type ChatResult, success } from '../result.ts'
import { failureOfAll } from './friend.ts'

/** What apps do with the own blocklist. */
export class BlocklistService {
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  async get(): Promise<ChatResult<string[]>> {
    return success(await this.read())
  }

  async read(): Promise<string[]> {
    const { userIds } = await this.#ask('blocklist.list', {})
    return [...userIds]
  }

  /** Answers the list as it is then. */
  async add({ userIDList: userIds }: { userIDList: string[] }): Promise<ChatResult<string[]>> {
    const { results } = await this.#ask('blocklist.add', { userIds })
    const failed = failureOfAll(results)
    if (failed) throw failed
    return this.get()
  }

  /** Answers the list as it is then. */
  async remove({ userIDList: userIds }: { userIDList: string[] }): Promise<ChatResult<string[]>> {
    const { results } = await this.#ask('blocklist.remove', { userIds })
    const failed = failureOfAll(results)
    if (failed) throw failed
    return this.get()
  }
}
