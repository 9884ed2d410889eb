import { randomBytes } from 'node:crypto'
import type { MergedMessage } from '@yanshu/protocol'
import { gatewayErrors, ImError, MOST_MERGED } from '@yanshu/protocol'
import type { StateDeps } from './deps.ts'

/** A part of a list that one account uploads. */
export interface MergedPart {
  readonly appId: number
  readonly account: string
  /** Absent with the first part. */
  readonly key?: string | undefined
  readonly part: number
  readonly messages: readonly MergedMessage[]
}

/** Lists of merged messages that are too long for one message (合并消息): whoever knows the key may read. */
export class MergedLists {
  readonly #deps: StateDeps

  constructor(deps: StateDeps) {
    this.#deps = deps
  }

  /** @throws {ImError} 6017 for a list of somebody else, parts out of order, or more than 300 messages. */
  async put({ appId, account, key, part, messages }: MergedPart): Promise<string> {
    if (key === undefined && part !== 0) throw new ImError(gatewayErrors.badParameter, 'key')
    const own = key ?? randomBytes(16).toString('hex')
    if (key !== undefined) await this.#refuseMisfit(appId, account, key, part, messages.length)
    await this.#deps.db
      .insertInto('merged_part')
      .values({
        app_id: appId,
        key: own,
        part,
        account,
        messages: messages.length,
        body: JSON.stringify(messages),
        created_at: this.#deps.now(),
      })
      // A part that is sent again after a lost answer is there already.
      .onConflict((conflict) => conflict.columns(['app_id', 'key', 'part']).doNothing())
      .execute()
    return own
  }

  /** @throws {ImError} 6017 for an unknown key or part. */
  async read(appId: number, key: string, part: number) {
    if (key.includes('\0')) throw new ImError(gatewayErrors.badParameter, 'key')
    const [found, next] = await this.#deps.db
      .selectFrom('merged_part')
      .select(['part', 'body'])
      .where('app_id', '=', appId)
      .where('key', '=', key)
      .where('part', '>=', part)
      .orderBy('part')
      .limit(2)
      .execute()
    if (found?.part !== part) throw new ImError(gatewayErrors.badParameter, 'no such list')
    return { messages: JSON.parse(found.body) as MergedMessage[], more: next !== undefined }
  }

  async #refuseMisfit(
    appId: number,
    account: string,
    key: string,
    part: number,
    messages: number,
  ): Promise<void> {
    if (key.includes('\0')) throw new ImError(gatewayErrors.badParameter, 'key')
    const parts = await this.#deps.db
      .selectFrom('merged_part')
      .select(['part', 'account', 'messages'])
      .where('app_id', '=', appId)
      .where('key', '=', key)
      .orderBy('part')
      .execute()
    const before = parts.filter((one) => one.part < part)
    const total = before.reduce((sum, one) => sum + one.messages, messages)
    const isOwn = parts.every((one) => one.account === account)
    if (!isOwn || before.length !== part || total > MOST_MERGED) {
      throw new ImError(gatewayErrors.badParameter, 'the part does not fit the list')
    }
  }
}
