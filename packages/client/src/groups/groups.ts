import type {
  GatewayEvents,
  WireConversation,
  WireGroupMessage,
  WireGroupNotice,
} from '@yanshu/protocol'
import { gatewayErrors } from '@yanshu/protocol/errors/gateway'
import type { Ask } from '../connection/requests.ts'
import {
  groupConversationIdOf,
  groupIn,
  isTopicId,
  SYSTEM_CONVERSATION,
} from '../conversations/conversation-id.ts'
import type { ConversationStore } from '../conversations/conversation-store.ts'
import { ChatError, failure, sdkErrors } from '../errors.ts'
import { Coalescer } from '../events/coalescer.ts'
import type { Emitter } from '../events/emitter.ts'
import type { Logger } from '../logger.ts'
import type { AnyWire } from '../messages/any-wire.ts'
import type { Message } from '../messages/message.ts'
import { TopicService } from '../topics/topic-service.ts'
import { GroupApplicationService } from './application-service.ts'
import { AttributeService } from './attribute-service.ts'
import { CounterService } from './counter-service.ts'
import { applyNotice, applyTip, type EffectDeps } from './effects.ts'
import type { Group } from './group.ts'
import { GroupBook } from './group-book.ts'
import { GroupMessageService } from './group-message-service.ts'
import { GroupService } from './group-service.ts'
import { LiveRooms } from './live-rooms.ts'
import { MemberService } from './member-service.ts'
import { Notices } from './notices.ts'

export interface GroupsDeps {
  readonly ask: Ask
  readonly me: () => string
  readonly isReady: () => boolean
  readonly events: Emitter
  readonly logger: Logger
  readonly conversations: ConversationStore
  /** Unix seconds, by the server's clock. */
  readonly now: () => number
  readonly take: (wire: AnyWire) => Message
  /** Messages that came with an answer. */
  readonly received: (messages: readonly WireGroupMessage[]) => void
  /** Rows of conversations that the server told. */
  readonly loaded: (rows: readonly WireConversation[]) => void
  /** Something of a conversation may be new at the server. */
  readonly reload: (conversationId: string) => void
  /** A conversation of a group was read on another device. */
  readonly read: (groupId: string, readSeq: number) => void
  /** The account is in several live rooms at a time. */
  readonly severalLiveRooms: boolean
  /** Milliseconds between two events about the list. */
  readonly spacing: number
}

/** Groups and topics of the own account, and what is told of them. */
export class Groups {
  readonly #deps: GroupsDeps
  readonly #book: GroupBook
  readonly #notices = new Notices()
  readonly #listChanged: Coalescer
  readonly #effects: EffectDeps
  /** Groups that are being read. */
  readonly #entering = new Set<string>()
  readonly live: LiveRooms
  readonly service: GroupService
  readonly members: MemberService
  readonly applications: GroupApplicationService
  readonly attributes: AttributeService
  readonly counters: CounterService
  readonly messages: GroupMessageService
  readonly topics: TopicService

  constructor(deps: GroupsDeps) {
    const { ask, me, events, conversations, take, received } = deps
    this.#deps = deps
    this.#listChanged = new Coalescer(() => this.#showList(), deps.spacing)
    const book = new GroupBook({
      ask,
      me,
      changed: (groupIds) => {
        conversations.groupsChanged(groupIds)
        this.#listChanged.schedule()
      },
    })
    const live = new LiveRooms({ ask, book, several: deps.severalLiveRooms })
    const service = new GroupService({ ask, me, book, live, received })
    const groupOf = (groupId: string) => service.shown(groupId)
    this.#book = book
    this.live = live
    this.service = service
    this.members = new MemberService({ ask, me, book, live, groupOf })
    this.applications = new GroupApplicationService({
      ask,
      book,
      groupOf,
      take: (wire) => service.take(wire),
    })
    this.attributes = new AttributeService(ask, events)
    this.counters = new CounterService(ask, events)
    this.messages = new GroupMessageService({ ask, events, take })
    this.topics = new TopicService({
      ask,
      me,
      events,
      load: deps.loaded,
      conversationOf: (id) => conversations.find(id)?.conversation,
    })
    this.#effects = this.#createEffects()
  }

  readonly handlers = {
    'group.notice': ({ notice }: GatewayEvents['group.notice']) => this.#noticed(notice),
    'group.attributesChanged': (data: GatewayEvents['group.attributesChanged']) =>
      this.attributes.handlers['group.attributesChanged'](data),
    'group.countersChanged': (data: GatewayEvents['group.countersChanged']) =>
      this.counters.handlers['group.countersChanged'](data),
    'group.messagePinned': (data: GatewayEvents['group.messagePinned']) =>
      this.messages.handlers['group.messagePinned'](data),
    'topic.changed': (data: GatewayEvents['topic.changed']) =>
      this.topics.handlers['topic.changed'](data),
    'group.read': ({ groupId, readSeq }: GatewayEvents['group.read']) =>
      this.#deps.read(groupId, readSeq),
  }

  /** A group that the account is in. */
  find(groupId: string): Group | undefined {
    return this.#book.find(groupId)
  }

  /** Why a message may not be sent, where that is known here. */
  refusal({ conversationType, to }: Message): ChatError | undefined {
    if (conversationType === 'C2C') return undefined
    if (conversationType !== 'GROUP') return failure(sdkErrors.badConversationType)
    if (this.find(to)?.isSupportTopic) return failure(sdkErrors.onlyTopics)
    if (this.live.is(to) && !this.live.isIn(to)) return failure(sdkErrors.notInLiveRoom)
    return undefined
  }

  /** Why a message may not be modified, where that is known here. */
  unmodifiable({ conversationType, to }: Message): ChatError | undefined {
    const isLive = conversationType === 'GROUP' && this.live.is(to)
    return isLive ? failure(sdkErrors.notModifiable) : undefined
  }

  /** Messages were received that apps have not seen: some tell of the group itself. */
  delivered(wires: readonly WireGroupMessage[]): void {
    // Before what they tell: one who was removed just now is not to ask for the group again.
    this.#meet(wires.map(({ groupId }) => groupId))
    for (const { groupId, tip } of wires) if (tip) applyTip(this.#effects, groupId, tip)
  }

  /** Messages of a group are received in another way now. */
  reminded(groupId: string, messageRemindType: string): void {
    this.#book.updateSelf(groupId, { messageRemindType })
  }

  /** The history of conversations that the server does not keep: notices, and none of live rooms. */
  localHistory(conversationId: string): Message[] | undefined {
    if (conversationId === SYSTEM_CONVERSATION) return this.#notices.list()
    return this.live.is(groupIn(conversationId) ?? '') ? [] : undefined
  }

  /** The app deleted conversations: notices go with theirs. */
  dropped(conversationIds: readonly string[]): void {
    if (conversationIds.includes(SYSTEM_CONVERSATION)) this.#notices.forget()
  }

  /** Loads the groups behind whatever the app does first. */
  begin(): void {
    this.#inBackground(() => this.#book.load())
  }

  rejoined(): void {
    // What was written in topics meanwhile comes neither by events nor by `sync`.
    for (const topicId of this.topics.known()) this.#deps.reload(groupConversationIdOf(topicId))
    this.#inBackground(async () => {
      await this.live.rejoined()
      await this.#book.refresh()
    })
  }

  clear(): void {
    this.#listChanged.cancel()
    this.#book.clear()
    this.#notices.clear()
    this.live.clear()
    this.#entering.clear()
    this.attributes.clear()
    this.topics.clear()
  }

  /** Who is a member of a group from its beginning learns of it by what is said there. */
  #meet(groupIds: readonly string[]): void {
    const fresh = new Set(groupIds.filter((groupId) => !isTopicId(groupId)))
    for (const groupId of fresh) {
      if (!this.find(groupId) && !this.live.is(groupId)) this.#enter(groupId)
    }
  }

  #enter(groupId: string): void {
    if (this.#entering.has(groupId)) return
    this.#entering.add(groupId)
    this.#inBackground(async () => {
      try {
        await this.service.fetch(groupId)
      } finally {
        this.#entering.delete(groupId)
      }
    })
  }

  #createEffects(): EffectDeps {
    const { me, now, read } = this.#deps
    return {
      book: this.#book,
      me,
      now,
      read,
      entered: (groupId) => this.#enter(groupId),
      left: (groupId) => this.service.forget(groupId),
      reminded: (groupId, msgFlag) => this.#remindedElsewhere(groupId, msgFlag),
    }
  }

  #remindedElsewhere(groupId: string, msgFlag: string): void {
    const { conversations, reload } = this.#deps
    const id = groupConversationIdOf(groupId)
    this.reminded(groupId, msgFlag)
    conversations.setSettings([id], (conversation) => {
      conversation.messageRemindType = msgFlag
    })
    // An answer that is under way may be older than this.
    if (conversations.find(id)) reload(id)
  }

  #noticed(notice: WireGroupNotice): void {
    applyNotice(this.#effects, notice)
    const message = this.#notices.take(notice)
    if (!message) return
    this.#deps.conversations.add(message)
    this.#deps.events.emit('onMessageReceived', [message])
  }

  #showList(): void {
    if (this.#deps.isReady()) this.#deps.events.emit('onGroupListUpdated', this.#book.list())
  }

  #inBackground(work: () => Promise<void>): void {
    // After whoever listens for the login, so that one who leaves at once asks nothing.
    const working = Promise.resolve().then(work)
    working.catch((error: unknown) => {
      // Servers older than this client know no groups.
      const isOld = error instanceof ChatError && error.code === gatewayErrors.unknownMethod.code
      // Without a connection the next login brings it.
      if (this.#deps.isReady() && !isOld) this.#deps.logger.warn('groups were not refreshed', error)
    })
  }
}
