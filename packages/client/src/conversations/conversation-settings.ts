import type { Ask } from '../connection/requests.ts'
import { failure, sdkErrors } from '../errors.ts'
import { type ChatResult, success } from '../result.ts'
import { type BatchOutcome, toOutcome } from './batch-outcome.ts'
import type { Conversation } from './conversation.ts'
import {
  conversationIdOf,
  groupConversationIdOf,
  groupIn,
  isKept,
  peerIn,
} from './conversation-id.ts'
import type { ConversationStore } from './conversation-store.ts'

export interface ConversationSettingsDeps {
  readonly ask: Ask
  readonly store: ConversationStore
  /** Loads conversations again whose settings changed here. */
  readonly loadSoon: (conversationId: string) => void
  /** The messages of a conversation are gone from the own side. */
  readonly cleared: (conversationId: string) => void
  /** Messages of a group are received in another way now. */
  readonly reminded: (groupId: string, msgFlag: string) => void
}

export interface RemindOptions {
  groupID?: string
  userIDList?: string[]
  messageRemindType: string
}

type RemindType = 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'

const remindTypes: ReadonlySet<string> = new Set(['AcceptAndNotify', 'AcceptNotNotify', 'Discard'])
/** What is read, and the type of conversation it is, by the scopes of reading everything. */
const scopes = new Map<string, { scope: 'all' | 'c2c' | 'group'; type?: string }>([
  ['readAllC2CMessage', { scope: 'c2c', type: 'C2C' }],
  ['readAllGroupMessage', { scope: 'group', type: 'GROUP' }],
  ['readAllMessage', { scope: 'all' }],
])

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
    const conversationIds = keptOnly(ids)
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
    const conversationIds = keptOnly(ids)
    const { failed } = await this.#deps.ask('conversation.customData', {
      conversationIds,
      customData,
    })
    return this.#settled(ids, failed, (conversation) => {
      conversation.customData = customData
    })
  }

  /** How messages of a group, a topic, or up to 30 users are received. */
  async setRemindType(options: RemindOptions) {
    const { groupID, userIDList = [], messageRemindType } = options
    if (!remindTypes.has(messageRemindType)) {
      throw failure(sdkErrors.badParameter, 'messageRemindType')
    }
    if (groupID !== undefined) return this.#remindOfGroup(groupID, messageRemindType as RemindType)
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
    keptOnly([conversationID])
    this.#deps.store.setDraft(conversationID, draftText)
    return success({ conversationID, draftText })
  }

  /** Clears the history of the own side; the conversation stays. */
  async clear(conversationID: string): Promise<ChatResult<{ conversationID: string }>> {
    keptOnly([conversationID])
    const groupId = groupIn(conversationID)
    const { ask } = this.#deps
    await (groupId === undefined
      ? ask('conversation.clear', { conversationId: conversationID })
      : ask('group.clearHistory', { groupId }))
    this.#deps.cleared(conversationID)
    return success({ conversationID })
  }

  /** Reads everything, or everything of one type. */
  async readAll(options?: { scope?: string }): Promise<ChatResult<Record<string, never>>> {
    const asked = scopes.get(options?.scope ?? 'readAllMessage')
    if (!asked) throw failure(sdkErrors.badParameter, 'scope')
    const { ask, store, loadSoon } = this.#deps
    const positions = store.positions(asked.type)
    await ask('conversation.readAll', { scope: asked.scope })
    for (const id of store.markAllRead(positions, asked.type)) loadSoon(id)
    return success({})
  }

  async #remindOfGroup(groupID: string, msgFlag: RemindType) {
    await this.#deps.ask('group.msgFlag', { groupId: groupID, msgFlag })
    this.#deps.store.setSettings([groupConversationIdOf(groupID)], (conversation) => {
      conversation.messageRemindType = msgFlag
    })
    this.#deps.reminded(groupID, msgFlag)
    return success({ successUserIDList: [], failureUserIDList: [] })
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

/** Those of other kinds are unknown to the server. */
export function keptOnly(ids: readonly string[]): string[] {
  for (const id of ids) {
    if (!isKept(id)) throw failure(sdkErrors.badConversation, String(id))
  }
  return [...ids]
}
