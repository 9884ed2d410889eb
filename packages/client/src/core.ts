import type { ConversationListResult, LoginResult } from '@yanshu/protocol'
import { findSocketClass } from './connection/socket.ts'
import type { Timing } from './connection/timing.ts'
import { ConversationExtras } from './conversations/conversation-extras.ts'
import { ConversationService } from './conversations/conversation-service.ts'
import { ConversationStore } from './conversations/conversation-store.ts'
import { seenBy } from './conversations/entry.ts'
import { createHandlers, type EventHandlers } from './core-handlers.ts'
import {
  createChanges,
  createEdits,
  createGroups,
  createRecall,
  createRelations,
  createSender,
} from './core-parts.ts'
import { ChatError, sdkErrors } from './errors.ts'
import { Coalescer } from './events/coalescer.ts'
import { Emitter } from './events/emitter.ts'
import type { Groups } from './groups/groups.ts'
import { createLogger, type Logger } from './logger.ts'
import type { Author } from './messages/create-message.ts'
import type { Ask } from './connection/requests.ts'
import type { Changes } from './messages/changes.ts'
import type { Edits } from './messages/edits.ts'
import { MessageExtensions } from './messages/extensions.ts'
import { MessageReactions } from './messages/reactions.ts'
import { type AnyWire, fromAnyWire } from './messages/any-wire.ts'
import { Inboxes } from './messages/inboxes.ts'
import type { Message } from './messages/message.ts'
import { Media } from './messages/media.ts'
import { uploadFile } from './messages/uploader.ts'
import { Merger } from './messages/merger.ts'
import { MessageStore } from './messages/message-store.ts'
import type { Recall } from './messages/recall.ts'
import type { Sender } from './messages/sender.ts'
import { type CreateOptions, gatewayUrl } from './options.ts'
import { ProfileService } from './profiles/profile-service.ts'
import type { Relations } from './relations/relations.ts'
import { Session, type SessionDeps } from './session/session.ts'
import { Sync } from './session/sync.ts'
import { Visitor, type VisitorDeps } from './session/visitor.ts'
import { StatusService } from './status/status-service.ts'

/** What logins and visits have in common. */
type Place = Pick<VisitorDeps, keyof VisitorDeps & keyof SessionDeps>

/** Everything behind one instance of the SDK: builds the modules and joins them. */
export class Core {
  readonly logger: Logger = createLogger()
  readonly events: Emitter = new Emitter((error, event) => this.#handlerThrew(error, event))
  readonly messages = new MessageStore({
    modified: (message) => this.changes.modified(message),
    confirmed: (message) => this.changes.confirmed(message),
  })
  readonly ask: Ask = (name, params) => this.session.ask(name, params)
  readonly extensions = new MessageExtensions(this.ask, this.events)
  readonly reactions = new MessageReactions(this.ask, this.events)
  readonly merger = new Merger(this.ask)
  readonly media: Media
  readonly changes: Changes = createChanges(this)
  readonly edits: Edits = createEdits(this)
  readonly relations: Relations = createRelations(this)
  readonly groups: Groups
  readonly session: Session
  readonly visitor: Visitor
  readonly conversations: ConversationService
  readonly conversationExtras: ConversationExtras
  readonly profiles: ProfileService
  readonly statuses: StatusService
  readonly sender: Sender
  readonly recall: Recall
  readonly conversationStore: ConversationStore
  readonly inbox: Inboxes
  readonly sync: Sync
  readonly #listChanged: Coalescer
  readonly #handlers = createHandlers(this)
  #skew = 0
  #shownUnread: number | undefined

  constructor(options: CreateOptions, timing: Timing) {
    this.#listChanged = new Coalescer(() => this.#showList(), timing.spacing)
    this.conversationStore = new ConversationStore(
      () => this.#listChanged.schedule(),
      (userId) => this.relations.remarkOf(userId),
      (groupId) => this.groups.find(groupId),
    )
    this.groups = createGroups(this, options, timing)
    const base = gatewayUrl(options.proxyServer ?? options.endpoint, globalThis.location?.href)
    const host = base.replace(/^ws/, 'http')
    this.media = new Media({
      ask: this.ask,
      upload: options.uploader ?? uploadFile,
      uploadBase: options.fileUploadProxy ?? host,
      downloadBase: options.fileDownloadProxy ?? host,
    })
    const place = this.#placeOf(options, timing)
    this.session = this.#createSession(options, place)
    this.visitor = this.#createVisitor(place)
    this.inbox = this.#createInbox(timing)
    this.sync = this.#createSync()
    this.conversations = this.#createConversations(timing)
    this.conversationExtras = new ConversationExtras({
      ask: this.session.ask,
      events: this.events,
      store: this.conversationStore,
      service: this.conversations,
      forget: (id) => this.messages.forgetConversations([id]),
      reminded: (groupId, msgFlag) => this.groups.reminded(groupId, msgFlag),
    })
    this.profiles = new ProfileService(this.session.ask, (profile) =>
      this.events.emit('onProfileUpdated', [profile]),
    )
    this.statuses = new StatusService({
      ask: this.session.ask,
      updated: (statuses) => this.events.emit('onUserStatusUpdated', statuses),
    })
    this.sender = createSender(this)
    this.recall = createRecall(this)
  }

  /** Unix seconds, by the server's clock. */
  serverTime(): number {
    return Math.floor((Date.now() + this.#skew) / 1_000)
  }

  totalUnread(): number {
    return this.conversationStore.totalUnread()
  }

  author(): Author {
    const { nick, avatar } = this.profiles.mine
    return { userId: this.session.userId, tinyId: this.session.tinyId, nick, avatar }
  }

  /** The message of the SDK for one of the wire: the object the app already has, if it has one. */
  readonly take = (wire: AnyWire): Message => {
    const message = fromAnyWire(wire, this.session.userId)
    const peerReadSeq = this.conversationStore.find(message.conversationID)?.peerReadSeq ?? 0
    return this.messages.keep(seenBy(message, peerReadSeq))
  }

  /** Takes a message that was sent or received into the conversations. */
  count(message: Message): void {
    const known = this.conversationStore.add(message, this.session.userId)
    if (!known) this.conversations.loadSoon(message.conversationID)
  }

  /** False only for a conversation that is known to have nothing unread. */
  hasUnread(conversationId: string): boolean {
    return this.conversationStore.find(conversationId)?.conversation.unreadCount !== 0
  }

  /** The account read a conversation on another device. */
  readElsewhere(conversationId: string, readSeq: number): void {
    const settled = this.conversationStore.markRead(conversationId, readSeq)
    if (!settled) this.conversations.loadSoon(conversationId)
  }

  /** The other side of a conversation has read up to a seq. */
  readByPeer(conversationId: string, readSeq: number): void {
    this.conversationStore.markPeerRead(conversationId, readSeq)
    const read = this.messages.markPeerRead(conversationId, readSeq)
    if (read.length > 0) this.events.emit('onMessageReadByPeer', read)
  }

  /** Conversations left the list, with their messages or without. */
  drop(conversationIds: readonly string[], clearHistory: boolean): void {
    this.conversationStore.remove(conversationIds)
    this.conversations.forget(conversationIds)
    this.groups.dropped(conversationIds)
    if (clearHistory) this.messages.forgetConversations(conversationIds)
  }

  /** What every connection is opened with, and where its events go. */
  #placeOf(options: CreateOptions, timing: Timing): Place {
    return {
      sdkAppId: options.SDKAppID,
      url: gatewayUrl(options.proxyServer ?? options.endpoint, globalThis.location?.href),
      platform: options.platform ?? 'Web',
      onFrame: (direction, text) => this.#showFrame(options, direction, text),
      timing,
      events: this.events,
      socketClass: () => findSocketClass(options.webSocketClass),
      received: (name, data) => {
        // Servers newer than this client tell of more.
        const handlers: Partial<EventHandlers> = this.#handlers
        handlers[name]?.(data)
      },
      left: () => this.#left(),
    }
  }

  #createVisitor(place: Place): Visitor {
    return new Visitor({
      ...place,
      groups: this.groups,
      isAway: () => this.session.isAway,
      clock: (serverTime) => this.#setClock(serverTime),
    })
  }

  #createSession(options: CreateOptions, place: Place): Session {
    return new Session({
      ...place,
      instanceId: options.instanceId ?? randomInstanceId(),
      entering: () => this.visitor.end(),
      prepare: (result, ask) => this.#prepare(result, () => this.conversations.refresh(ask)),
      ready: () => {
        this.#listChanged.schedule()
        this.relations.begin()
        this.groups.begin()
      },
      rejoined: (result) => this.#rejoined(result),
      connected: (result) => this.#connected(result),
      disconnected: () => this.sync.stopBeat(),
    })
  }

  #createInbox({ grace }: Timing): Inboxes {
    return new Inboxes({
      grace,
      ask: this.session.ask,
      me: () => this.session.userId,
      deliver: (wires) => this.#deliver(wires),
      ownReturned: (wire) => this.sender.confirm(fromAnyWire(wire, this.session.userId)),
    })
  }

  #createSync(): Sync {
    return new Sync({
      ask: this.session.ask,
      ping: (cursor) => this.session.ping(cursor),
      take: ({ messages, recalled, changed, groupMessages = [], groupChanged = [] }) => {
        this.inbox.users.receiveNow(messages)
        this.inbox.groups.receiveNow(groupMessages)
        this.recall.noticed([...recalled, ...groupChanged.filter(({ revoked }) => revoked)])
        this.changes.synced([...changed, ...groupChanged])
      },
      clock: (serverTime) => this.#setClock(serverTime),
      dead: () => this.session.reconnect(),
    })
  }

  #createConversations({ spacing }: Timing): ConversationService {
    return new ConversationService({
      ask: this.session.ask,
      me: () => this.session.userId,
      store: this.conversationStore,
      loaded: (row) => this.inbox.startAt(row.conversationId, row.lastSeq),
      dropped: (ids, clearHistory) => this.drop(ids, clearHistory),
      spacing,
    })
  }

  async #prepare(
    result: LoginResult,
    refresh: () => Promise<ConversationListResult>,
  ): Promise<void> {
    this.profiles.begin(result)
    this.sync.begin(result.cursor)
    const { conversations } = await refresh()
    for (const row of conversations) this.inbox.startAt(row.conversationId, row.lastSeq)
  }

  #connected({ serverTime, heartbeatSeconds }: LoginResult): void {
    this.#setClock(serverTime)
    this.sync.startBeat(heartbeatSeconds)
  }

  /** Gets what happened while the connection was away. */
  async #rejoined(result: LoginResult): Promise<void> {
    this.profiles.rejoined(result)
    this.relations.rejoined()
    this.groups.rejoined()
    this.inbox.pause()
    try {
      await this.sync.catchUp()
    } catch (error) {
      // A position the server refuses stays refused; the list below still shows what is new.
      const refused = error instanceof ChatError && error.code !== sdkErrors.timeout.code
      if (refused && this.session.isReady) this.sync.begin(result.cursor)
    } finally {
      this.inbox.resume()
    }
    await this.#refreshList()
    await this.#watchAgain()
  }

  async #watchAgain(): Promise<void> {
    try {
      await this.statuses.rejoined()
    } catch (error) {
      // The feature may be off by now; without a connection this runs again after the next login.
      if (this.session.isReady) this.logger.warn('subscriptions were not renewed', error)
    }
  }

  async #refreshList(): Promise<void> {
    try {
      const { conversations } = await this.conversations.refresh(this.session.ask)
      for (const row of conversations) {
        this.readByPeer(row.conversationId, row.peerReadSeq)
        this.inbox.expect(row.conversationId, row.lastSeq)
      }
    } catch (error) {
      // Without a connection this runs again after the next login.
      if (this.session.isReady) this.logger.warn('the conversation list was not refreshed', error)
    }
  }

  #deliver(wires: readonly AnyWire[]): void {
    const messages = wires.map(this.take)
    for (const message of messages) this.count(message)
    this.groups.delivered(wires.flatMap((wire) => ('groupId' in wire ? [wire] : [])))
    this.events.emit('onMessageReceived', messages)
  }

  #showList(): void {
    if (!this.session.isReady) return
    this.events.emit('onConversationListUpdated', this.conversationStore.list())
    this.groups.topics.show()
    const unread = this.conversationStore.totalUnread()
    if (unread === this.#shownUnread) return
    this.#shownUnread = unread
    this.events.emit('onTotalUnreadMessageCountUpdated', unread)
  }

  #setClock(serverTime: number): void {
    this.#skew = serverTime - Date.now()
  }

  #left(): void {
    this.sync.stopBeat()
    this.sync.begin('')
    this.inbox.clear()
    this.#listChanged.cancel()
    this.#shownUnread = undefined
    this.conversations.clear()
    this.conversationExtras.clear()
    this.conversationStore.clear()
    this.messages.clear()
    this.media.clear()
    this.extensions.clear()
    this.profiles.clear()
    this.statuses.clear()
    this.relations.clear()
    this.groups.clear()
  }

  #handlerThrew(error: unknown, event: string): void {
    const { code, info } = sdkErrors.handlerThrew
    const message = `${info}: ${event}: ${String(error)}`
    this.logger.error(message, error)
    // A broken handler of ERROR would be called about itself for ever.
    if (event !== 'error') this.events.emit('error', { code, message })
  }

  #showFrame(options: CreateOptions, direction: 'in' | 'out', text: string): void {
    try {
      options.onFrame?.(direction, text)
    } catch (error) {
      this.logger.error('onFrame threw', error)
    }
  }
}

/** Not `randomUUID`: pages that came over plain http from another machine do not have it. */
function randomInstanceId(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
