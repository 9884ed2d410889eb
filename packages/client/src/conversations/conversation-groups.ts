import type { ConversationGroupChange } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { ChatError } from '../errors.ts'
import type { Emitter } from '../events/emitter.ts'
import { type ChatResult, success } from '../result.ts'
import { type BatchOutcome, toOutcome } from './batch-outcome.ts'
import type { ConversationStore } from './conversation-store.ts'
import { keptOnly } from './conversation-settings.ts'

export interface ConversationGroupsDeps {
  readonly ask: Ask
  readonly events: Emitter
  readonly store: ConversationStore
  /** Loads conversations again and resolves when that is done. */
  readonly load: (conversationIds: readonly string[]) => Promise<void>
}

interface GroupOptions {
  conversationIDList: string[]
  groupName: string
}

/** Groups of conversations, of the account's own making. */
export class ConversationGroups {
  readonly #deps: ConversationGroupsDeps
  /** As last told to the app or read; absent where nothing of it is known. */
  #names: readonly string[] | undefined

  constructor(deps: ConversationGroupsDeps) {
    this.#deps = deps
  }

  async list(): Promise<ChatResult<string[]>> {
    return success([...(await this.#read())])
  }

  clear(): void {
    this.#names = undefined
  }

  async create({ conversationIDList, groupName }: GroupOptions): Promise<ChatResult<BatchOutcome>> {
    const conversationIds = keptOnly(conversationIDList)
    const { failed } = await this.#deps.ask('conversationGroup.create', {
      name: groupName,
      conversationIds,
    })
    const outcome = toOutcome(conversationIDList, failed)
    await this.#tell(groupName, outcome.successConversationIDList, true)
    return success(outcome)
  }

  async delete(groupName: string): Promise<ChatResult<{ groupName: string }>> {
    const members = this.#deps.store.inGroup(groupName)
    await this.#deps.ask('conversationGroup.delete', { name: groupName })
    await this.#tell(groupName, members, true)
    return success({ groupName })
  }

  async rename({
    oldName,
    newName,
  }: {
    oldName: string
    newName: string
  }): Promise<ChatResult<{ oldName: string; newName: string }>> {
    const members = this.#deps.store.inGroup(oldName)
    await this.#deps.ask('conversationGroup.rename', { name: oldName, newName })
    await this.#tell(newName, members, true)
    return success({ oldName, newName })
  }

  add(options: GroupOptions): Promise<ChatResult<BatchOutcome>> {
    return this.#change(options, 'add')
  }

  remove(options: GroupOptions): Promise<ChatResult<BatchOutcome>> {
    return this.#change(options, 'remove')
  }

  /** Another device changed a group. */
  async changed(change: ConversationGroupChange): Promise<void> {
    const { name, renamedFrom, added, removed, groups } = change
    const before = this.#deps.store.inGroup(renamedFrom ?? name)
    const listChanged = this.#names?.join('\0') !== groups.join('\0')
    this.#names = groups
    await this.#loadQuietly([...new Set([...before, ...added, ...removed])])
    this.#emit(name, listChanged ? groups : undefined)
  }

  async #change(
    { conversationIDList, groupName }: GroupOptions,
    operation: 'add' | 'remove',
  ): Promise<ChatResult<BatchOutcome>> {
    const conversationIds = keptOnly(conversationIDList)
    const { failed } = await this.#deps.ask('conversationGroup.change', {
      name: groupName,
      conversationIds,
      operation,
    })
    const outcome = toOutcome(conversationIDList, failed)
    await this.#tell(groupName, outcome.successConversationIDList, false)
    return success(outcome)
  }

  async #tell(name: string, touched: readonly string[], listChanged: boolean): Promise<void> {
    await this.#loadQuietly(touched)
    this.#emit(name, listChanged ? await this.#readQuietly() : undefined)
  }

  async #read(): Promise<readonly string[]> {
    const { groups } = await this.#deps.ask('conversationGroup.list', {})
    this.#names = groups
    return groups
  }

  // What follows a change that the server made must not make it look like one that failed.
  async #loadQuietly(ids: readonly string[]): Promise<void> {
    await this.#deps.load(ids).catch(onlyRefused)
  }

  async #readQuietly(): Promise<readonly string[] | undefined> {
    return this.#read().catch(onlyRefused)
  }

  #emit(groupName: string, groups: readonly string[] | undefined): void {
    const { events, store } = this.#deps
    if (groups) events.emit('onConversationGroupListUpdated', [...groups])
    const conversationList = store
      .list()
      .filter(({ conversationGroupList }) => conversationGroupList.includes(groupName))
    events.emit('onConversationInGroupUpdated', { groupName, conversationList })
  }
}

function onlyRefused(error: unknown): undefined {
  if (!(error instanceof ChatError)) throw error
}
