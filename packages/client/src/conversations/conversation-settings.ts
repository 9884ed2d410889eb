import type { Ask } from '../connection/requests.ts'
import { failure, sdkErrors } from '../errors.ts'
import { type ChatResult, success } from '../result.ts'
import { type BatchOutcome, toOutcome } from './batch-outcome.ts'
import type { Conversation } from './conversation.ts'
import { conversationIdOf, peerIn } from './conversation-id.ts'
import type { ConversationStore } from './conversation-store.ts'

export interface ConversationSettingsDeps {
  readonly ask: Ask
  readonly store: ConversationStore
  /** Loads conversations again whose settings changed here. */
  readonly loadSoon: (conversationId: string) => void
  /** The messages of a conversation are gone from the own side. */
  readonly cleared: (conversationId: string) => void
}

export interface RemindOptions {
  groupID?: string
  userIDList?: string[]
  messageRemindType: string
}

type RemindType = 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'

const remindTypes: ReadonlySet<string> = new Set(['AcceptAndNotify', 'AcceptNotNotify', 'Discard'])
/** Scopes of reading everything that have one-to-one conversations in them. */
const scopes: ReadonlySet<string> = new Set(['readAllC2CMessage', 'readAllMessage'])

/** What accounts set on their conversations: marks, texts, how messages are received. */
export class ConversationSettings {
  readonly #deps: ConversationSettingsDeps

  constructor(deps: ConversationSettingsDeps) {
    this.#deps = deps
  }

  /** Sets or takes away a mark; those of the app are 2^32 and above. */
  async mark(options: {
    conversationIDList: string[]
    markType: number
    enableMark: boolean
  }): Promise<ChatResult<BatchOutcome>> {
    const { conversationIDList: ids, markType, enableMark: enabled } = options
    const conversationIds = c2cOnly(ids)
    const { failed } = await this.#deps.ask('conversation.mark', {
      conversationIds,
      markType,
      enabled,
    })
    return this.#settled(ids, failed, (conversation) => {
      const others = conversation.markList.filter((mark) => mark !== markType)
      conversation.markList = enabled ? [...others, markType].sort((a, b) => a - b) : others
    })
  }

  /** Keeps a text of at most 256 bytes beside conversations. */
  async setCustomData(options: {
    conversationIDList: string[]
    customData: string
  }): Promise<ChatResult<BatchOutcome>> {
    const { conversationIDList: ids, customData } = options
    const conversationIds = c2cOnly(ids)
    const { failed } = await this.#deps.ask('conversation.customData', {
      conversationIds,
      customData,
    })
    return this.#settled(ids, failed, (conversation) => {
      conversation.customData = customData
    })
  }

  /** How messages of up to 30 users are received. */
  async setRemindType({ groupID, userIDList = [], messageRemindType }: RemindOptions) {
    if (groupID !== undefined) throw failure(sdkErrors.notAvailable, 'groups')
    if (!remindTypes.has(messageRemindType)) {
      throw failure(sdkErrors.badParameter, 'messageRemindType')
    }
    const { failed } = await this.#deps.ask('conversation.remind', {
      userIds: userIDList,
      remindType: messageRemindType as RemindType,
    })
    const { data } = this.#settled(userIDList.map(conversationIdOf), failed, (conversation) => {
      conversation.messageRemindType = messageRemindType
    })
    return success({
      successUserIDList: data.successConversationIDList.map((id) => ({ userID: peerIn(id) ?? '' })),
      failureUserIDList: data.failureConversationIDList.map(
        ({ conversationID, code, message }) => ({
          userID: peerIn(conversationID) ?? '',
          code,
          message,
        }),
      ),
    })
  }

  /** Keeps a draft on this device alone. */
  async setDraft({ conversationID, draftText }: { conversationID: string; draftText: string }) {
    c2cOnly([conversationID])
    this.#deps.store.setDraft(conversationID, draftText)
    return success({ conversationID, draftText })
  }

  /** Clears the history of the own side; the conversation stays. */
  async clear(conversationID: string): Promise<ChatResult<{ conversationID: string }>> {
    c2cOnly([conversationID])
    await this.#deps.ask('conversation.clear', { conversationId: conversationID })
    this.#deps.cleared(conversationID)
    return success({ conversationID })
  }

  /** Reads everything, but for a scope that has no one-to-one conversation in it. */
  async readAll(options?: { scope?: string }): Promise<ChatResult<Record<string, never>>> {
    if (scopes.has(options?.scope ?? 'readAllMessage')) {
      const { ask, store, loadSoon } = this.#deps
      const positions = store.positions()
      await ask('conversation.readAll', {})
      for (const id of store.markAllRead(positions)) loadSoon(id)
    }
    return success({})
  }

  #settled(
    ids: readonly string[],
    failed: readonly { readonly conversationId: string; readonly code: number }[],
    set: (conversation: Conversation) => void,
  ): ChatResult<BatchOutcome> {
    const outcome = toOutcome(ids, failed)
    // Shown at once; loading brings those that are not listed, and undoes an answer that was on its way.
    this.#deps.store.setSettings(outcome.successConversationIDList, set)
    for (const id of outcome.successConversationIDList) this.#deps.loadSoon(id)
    return success(outcome)
  }
}

/** Those of other kinds do not exist here. */
export function c2cOnly(ids: readonly string[]): string[] {
  for (const id of ids) {
    if (typeof id !== 'string' || peerIn(id) === undefined) {
      throw failure(sdkErrors.badConversation, String(id))
    }
  }
  return [...ids]
}
