import type { ConversationListResult, WireConversation } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { ChatError, failure, sdkErrors } from '../errors.ts'
import { Coalescer } from '../events/coalescer.ts'
import { type ChatResult, success } from '../result.ts'
import type { Conversation } from './conversation.ts'
import { askRead } from '../messages/by-kind.ts'
import { isKept, SYSTEM_CONVERSATION } from './conversation-id.ts'
import type { ConversationStore } from './conversation-store.ts'
import type { Entry } from './unread.ts'

/** What `getConversationList` may be asked for. */
export interface ConversationFilter {
  type?: string
  markType?: number
  groupName?: string
  hasUnreadCount?: boolean
  hasGroupAtInfo?: boolean
}

export interface DeleteOptions {
  conversationIDList: string[]
  clearHistoryMessage?: boolean
}

export interface ConversationDeps {
  readonly ask: Ask
  readonly me: () => string
  readonly store: ConversationStore
  /** A row of the server is known now. */
  readonly loaded: (row: WireConversation) => void
  /** The account wants nothing more of these. */
  readonly dropped: (conversationIds: readonly string[], clearHistory: boolean) => void
  /** Milliseconds within which conversations to load are collected. */
  readonly spacing: number
}

/** The most conversations the gateway takes in one request. */
const BATCH = 100
/** Conversations asked for at login; the server gives as many as the app allows. */
const LIST_LENGTH = 500

/** What apps can do with conversations. */
export class ConversationService {
  readonly #deps: ConversationDeps
  readonly #wanted = new Set<string>()
  /** What was dropped while answers are under way, which are older than that. */
  readonly #droppedSince = new Set<Set<string>>()
  readonly #loading: Coalescer
  #complete = false

  constructor(deps: ConversationDeps) {
    this.#deps = deps
    this.#loading = new Coalescer(() => void this.#loadWanted(), deps.spacing)
  }

  async getList(
    asked?: readonly string[] | ConversationFilter,
  ): Promise<ChatResult<{ conversationList: Conversation[]; isSyncCompleted: boolean }>> {
    const conversationList = Array.isArray(asked)
      ? await this.#named(asked)
      : this.#deps.store.list().filter((row) => matches(row, (asked ?? {}) as ConversationFilter))
    return success({ conversationList, isSyncCompleted: this.#complete })
  }

  async getProfile(id: string): Promise<ChatResult<{ conversation: Conversation }>> {
    const entry = await this.#get(id)
    return success({ conversation: entry.conversation })
  }

  /** Marks everything received so far as read, here at once. */
  async setRead({ conversationID }: { conversationID: string }) {
    const { ask, store } = this.#deps
    if (conversationID === SYSTEM_CONVERSATION) {
      store.markRead(conversationID, store.find(conversationID)?.lastSeq ?? 0)
      return success({ conversationID })
    }
    assertKept(conversationID)
    const lastSeq = store.find(conversationID)?.lastSeq ?? 0
    // Naming the seq leaves a message unread that arrives while this request is under way.
    const seq = lastSeq > 0 ? { seq: lastSeq } : {}
    store.markRead(conversationID, lastSeq)
    try {
      await askRead(ask, { conversationId: conversationID, ...seq })
    } catch (error) {
      store.doubtRead(conversationID)
      this.loadSoon(conversationID)
      throw error
    }
    return success({ conversationID })
  }

  async pin({ conversationID, isPinned }: { conversationID: string; isPinned: boolean }) {
    assertKept(conversationID)
    const pinned = isPinned
    await this.#deps.ask('conversation.pin', { conversationId: conversationID, pinned })
    this.#deps.store.setPinned(conversationID, pinned)
    return success({ conversationID })
  }

  async delete(asked: string | DeleteOptions): Promise<ChatResult> {
    if (typeof asked === 'string') {
      await this.#delete([asked], true)
      return success({ conversationID: asked })
    }
    const { conversationIDList, clearHistoryMessage = true } = asked
    await this.#delete(conversationIDList, clearHistoryMessage)
    return success({
      successConversationIDList: [...conversationIDList],
      failureConversationIDList: [],
    })
  }

  /** Loads the list from the server; answers it for those who compare. */
  async refresh(ask: Ask): Promise<ConversationListResult> {
    const result = await ask('conversation.list', { limit: LIST_LENGTH })
    this.#complete = result.complete
    this.#deps.store.replace(result, this.#deps.me())
    return result
  }

  /** Loads a conversation that a message or an event told of, together with others. */
  loadSoon(id: string): void {
    this.#wanted.add(id)
    this.#loading.schedule()
  }

  /** Loads conversations and resolves when they are here. */
  async load(ids: readonly string[]): Promise<void> {
    await this.#load(ids)
  }

  /** Conversations are out of the list: what was asked about them does not bring them back. */
  forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#wanted.delete(id)
      for (const dropped of this.#droppedSince) dropped.add(id)
    }
  }

  clear(): void {
    this.#loading.cancel()
    this.#wanted.clear()
    this.#droppedSince.clear()
    this.#complete = false
  }

  async #named(ids: readonly string[]): Promise<Conversation[]> {
    const { store } = this.#deps
    const missing = ids.filter((id) => isKept(id) && !store.find(id)?.known)
    await this.#load(missing)
    return store.list().filter((row) => ids.includes(row.conversationID))
  }

  async #get(id: string): Promise<Entry> {
    const known = this.#deps.store.find(id)
    if (known?.known || (known && id === SYSTEM_CONVERSATION)) return known
    assertKept(id)
    await this.#load([id])
    const loaded = this.#deps.store.find(id)
    if (loaded === undefined) throw failure(sdkErrors.badConversation, id)
    return loaded
  }

  async #delete(ids: readonly string[], clearHistory: boolean): Promise<void> {
    const conversationIds = ids.filter((id) => id !== SYSTEM_CONVERSATION)
    for (const id of conversationIds) assertKept(id)
    if (conversationIds.length > 0) {
      await this.#deps.ask('conversation.delete', { conversationIds, clearHistory })
    }
    this.#deps.dropped(ids, clearHistory)
  }

  async #loadWanted(): Promise<void> {
    const ids = [...this.#wanted]
    this.#wanted.clear()
    try {
      await this.#load(ids)
    } catch (error) {
      // What is shown came from messages and stays right without; the next event asks again.
      if (!(error instanceof ChatError)) throw error
    }
  }

  async #load(ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += BATCH) {
      const rows = await this.#ask(ids.slice(at, at + BATCH))
      for (const row of rows) this.#deps.loaded(row)
      this.#deps.store.apply(rows, this.#deps.me())
    }
  }

  async #ask(conversationIds: string[]): Promise<readonly WireConversation[]> {
    const dropped = new Set<string>()
    this.#droppedSince.add(dropped)
    try {
      const { conversations } = await this.#deps.ask('conversation.get', { conversationIds })
      return conversations.filter((row) => !dropped.has(row.conversationId))
    } finally {
      this.#droppedSince.delete(dropped)
    }
  }
}

function assertKept(id: string): void {
  if (!isKept(id)) throw failure(sdkErrors.badConversation, String(id))
}

function matches(row: Conversation, filter: ConversationFilter): boolean {
  if (filter.type !== undefined && filter.type !== row.type) return false
  if (filter.markType !== undefined && !row.markList.includes(filter.markType)) return false
  if (filter.groupName !== undefined && !row.conversationGroupList.includes(filter.groupName)) {
    return false
  }
  if (filter.hasGroupAtInfo === true && row.groupAtInfoList.length === 0) return false
  return filter.hasUnreadCount === undefined || filter.hasUnreadCount === row.unreadCount > 0
}
