import type { ConversationListResult, WireConversation } from '@yanshu/protocol'
import type { Group } from '../groups/group.ts'
import { fromAnyWire } from '../messages/any-wire.ts'
import type { Message } from '../messages/message.ts'
import {
  type Conversation,
  lastMessageOf,
  noMessage,
  showGroup,
  showPeer,
  showSettings,
} from './conversation.ts'
import {
  groupConversationIdOf,
  groupIn,
  isOfTopic,
  SYSTEM_CONVERSATION,
} from './conversation-id.ts'
import { byListOrder, isOf, newEntry, seenBy, showLast } from './entry.ts'
import { mention, mentionsOf, readMentions, replaceMentions } from './mentions.ts'
import { addUncounted, type Entry, isUnread, notified, showUnread, unreadBeside } from './unread.ts'

/**
 * The conversations of the signed-in account, kept up to date from answers and events.
 *
 * An answer may have been overtaken by events: what it says of the last message then is old and left
 * aside, and the messages that came after it are added to its unread count.
 */
export class ConversationStore {
  readonly #entries = new Map<string, Entry>()
  readonly #changed: () => void
  readonly #remarkOf: (userId: string) => string
  readonly #groupOf: (groupId: string) => Group | undefined
  /** Unread messages in conversations that were not loaded. */
  #unreadElsewhere = 0

  /**
   * @param changed - called after every change apps can see.
   * @param remarkOf - what the account calls a friend.
   * @param groupOf - a group that the account is in.
   */
  constructor(
    changed: () => void,
    remarkOf: (userId: string) => string = () => '',
    groupOf: (groupId: string) => Group | undefined = () => undefined,
  ) {
    this.#changed = changed
    this.#remarkOf = remarkOf
    this.#groupOf = groupOf
  }

  find(id: string): Entry | undefined {
    return this.#entries.get(id)
  }

  /** All conversations but those of topics: pinned ones first, then newest first. */
  list(): Conversation[] {
    return [...this.#entries.values()]
      .filter(({ conversation }) => !isOfTopic(conversation.conversationID))
      .sort(byListOrder)
      .map((entry) => entry.conversation)
  }

  totalUnread(): number {
    return this.#unreadLoaded() + this.#unreadElsewhere
  }

  /** Takes the list of the server; answers whose list is complete remove what they do not name. */
  replace(result: ConversationListResult, me: string): void {
    const named = new Set(result.conversations.map((row) => row.conversationId))
    if (result.complete) {
      for (const [id, entry] of this.#entries) {
        const isListed = id !== SYSTEM_CONVERSATION && !isOfTopic(id)
        if (isListed && entry.lastSeq > 0 && !named.has(id)) this.#entries.delete(id)
      }
    }
    for (const row of result.conversations) this.#applyRow(row, me)
    this.#unreadElsewhere = unreadBeside(result)
    this.#changed()
  }

  /** Takes rows that were asked for one by one. */
  apply(rows: readonly WireConversation[], me: string): void {
    for (const row of rows) {
      const before = this.#entries.get(row.conversationId)
      const known = before?.known === true
      const counted = before ? notified(before.conversation) : 0
      const entry = this.#applyRow(row, me)
      if (known || isOfTopic(row.conversationId)) continue
      const found = notified(entry.conversation) - counted
      this.#unreadElsewhere = Math.max(0, this.#unreadElsewhere - found)
    }
    this.#changed()
  }

  /**
   * Takes a message that was sent or received; answers false where the server knows more.
   *
   * @param me - whose mentions count.
   */
  add(message: Message, me = ''): boolean {
    if (message.sequence === 0) return true
    const entry = this.#entry(message.conversationID)
    // Also one below the last: an own message may be answered before older ones of the peer come.
    const counts = isUnread(message, entry)
    const isLast = message.sequence > entry.lastSeq
    if (counts) {
      addUncounted(entry, message.sequence)
      mention(entry.conversation, message, me)
    }
    if (isLast) showLast(entry, message)
    if (counts || isLast) this.#changed()
    return entry.known
  }

  /** Moves the read position; answers false where only the server can tell what is left unread. */
  markRead(id: string, readSeq: number): boolean {
    const entry = this.#entries.get(id)
    if (entry === undefined) return true
    entry.readSeq = Math.max(entry.readSeq, readSeq)
    readMentions(entry.conversation, readSeq)
    if (readSeq < entry.countedSeq) return false
    entry.counted = 0
    entry.uncounted = entry.uncounted.filter((seq) => seq > readSeq)
    showUnread(entry)
    this.#changed()
    return true
  }

  /** Believes the next answer about what is read, whatever it says. */
  doubtRead(id: string): void {
    const entry = this.#entries.get(id)
    if (entry) entry.readSeq = 0
  }

  /** Moves the read position of the peer. */
  markPeerRead(id: string, readSeq: number): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || readSeq <= entry.peerReadSeq) return
    entry.peerReadSeq = readSeq
    const last = entry.conversation.lastMessage
    if (last.lastSequence === 0 || last.lastSequence > readSeq) return
    entry.conversation.lastMessage = { ...last, isPeerRead: true }
    this.#changed()
  }

  /** Shows a recalled message as such where it is the last one. */
  refreshLast(message: Message): void {
    const conversation = this.#entries.get(message.conversationID)?.conversation
    if (conversation?.lastMessage.lastSequence !== message.sequence) return
    conversation.lastMessage = lastMessageOf(message)
    this.#changed()
  }

  setPinned(id: string, pinned: boolean): void {
    this.#entry(id).conversation.isPinned = pinned
    this.#changed()
  }

  /** Friends may have other remarks now. */
  renamed(ids: readonly string[]): void {
    let shown = false
    for (const id of ids) {
      const conversation = this.#entries.get(id)?.conversation
      if (!conversation) continue
      const remark = this.#remarkOf(conversation.userProfile.userID)
      shown ||= remark !== conversation.remark
      conversation.remark = remark
    }
    if (shown) this.#changed()
  }

  /** Groups are others than before, or the account is in them no more. */
  groupsChanged(groupIds: readonly string[]): void {
    let shown = false
    for (const groupId of groupIds) {
      const entry = this.#entries.get(groupConversationIdOf(groupId))
      const group = this.#groupOf(groupId)
      if (!entry || !group) continue
      showGroup(entry.conversation, group)
      showUnread(entry)
      shown = true
    }
    if (shown) this.#changed()
  }

  setDraft(id: string, draftText: string): void {
    this.#entry(id).conversation.draftText = draftText
    this.#changed()
  }

  /** Up to where each conversation came, those of all types where none is named. */
  positions(type?: string): ReadonlyMap<string, number> {
    const ids = [...this.#entries].filter(([, { conversation }]) => isOf(conversation, type))
    return new Map(ids.map(([id, { lastSeq }]) => [id, lastSeq]))
  }

  /**
   * Everything is read up to where the conversations were when that was asked for.
   *
   * @returns those that got messages since: which of them were read, the server alone can tell.
   */
  markAllRead(positions: ReadonlyMap<string, number>, type?: string): string[] {
    for (const [id, seq] of positions) this.markRead(id, seq)
    if (type === undefined) this.#unreadElsewhere = 0
    this.#changed()
    return [...this.#entries]
      .filter(([, { conversation }]) => isOf(conversation, type))
      .filter(
        ([id, { lastSeq }]) => id !== SYSTEM_CONVERSATION && lastSeq > (positions.get(id) ?? 0),
      )
      .map(([id]) => id)
  }

  /** Shows what the account set on conversations; those not listed here stay away. */
  setSettings(ids: readonly string[], set: (conversation: Conversation) => void): void {
    for (const id of ids) {
      const entry = this.#entries.get(id)
      if (entry) set(entry.conversation)
    }
    this.#changed()
  }

  /** The ids of the conversations in a group. */
  inGroup(name: string): string[] {
    return this.list()
      .filter(({ conversationGroupList }) => conversationGroupList.includes(name))
      .map(({ conversationID }) => conversationID)
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#entries.delete(id)
    this.#changed()
  }

  clear(): void {
    this.#entries.clear()
    this.#unreadElsewhere = 0
  }

  #entry(id: string): Entry {
    const found = this.#entries.get(id)
    if (found) return found
    const entry = newEntry(id)
    const { conversation } = entry
    conversation.remark = this.#remarkOf(conversation.userProfile.userID)
    const groupId = groupIn(id)
    if (groupId !== undefined) showGroup(conversation, this.#groupOf(groupId))
    this.#entries.set(id, entry)
    return entry
  }

  #applyRow(row: WireConversation, me: string): Entry {
    const entry = this.#entry(row.conversationId)
    const { conversation } = entry
    if (row.group) this.#showGroup(conversation, row)
    else showPeer(conversation, row)
    conversation.isPinned = row.pinned
    showSettings(conversation, row)
    entry.known = true
    entry.peerReadSeq = Math.max(entry.peerReadSeq, row.peerReadSeq)
    if (row.lastSeq < entry.countedSeq || row.readSeq < entry.readSeq) return entry
    entry.readSeq = row.readSeq
    entry.countedSeq = row.lastSeq
    entry.counted = row.unread
    entry.uncounted = entry.uncounted.filter((seq) => seq > row.lastSeq)
    showUnread(entry)
    if (row.group) {
      const told = mentionsOf(row.group.groupId, row.group.mentions)
      replaceMentions(conversation, told, row.lastSeq)
    }
    if (row.lastSeq < entry.lastSeq) return entry
    entry.lastSeq = row.lastSeq
    entry.time = row.time
    const last = row.lastMessage ?? row.group?.lastMessage
    conversation.lastMessage = last
      ? lastMessageOf(seenBy(fromAnyWire(last, me), entry.peerReadSeq))
      : noMessage()
    return entry
  }

  #showGroup(conversation: Conversation, row: WireConversation): void {
    const groupId = groupIn(row.conversationId)
    showGroup(conversation, groupId === undefined ? undefined : this.#groupOf(groupId), row)
  }

  #unreadLoaded(): number {
    let total = 0
    for (const { conversation } of this.#entries.values()) {
      if (!isOfTopic(conversation.conversationID)) total += notified(conversation)
    }
    return total
  }
}
