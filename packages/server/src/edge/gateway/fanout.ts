import type { GatewayEventName, GatewayEvents } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { BusEvents } from '../../bus/events.ts'
import type { Registry } from '../../im/presence/service.ts'
import { conversationIdOf } from '../../im/conversation/service.ts'
import { eventFrame, receivedFrame } from './frames.ts'
import type { Session } from './session.ts'

/** From so many connections of one account on, the socket layer's own topics are cheaper than a loop. */
const TOPIC_FROM = 16

/** Whom an event is for. */
export interface Audience {
  readonly appId: number
  readonly accounts: readonly string[]
  /** The connection it was done on, which knows already. */
  readonly sessionId: string | undefined
}

/** The topics of the socket layer of this node. */
export interface NativeTopics {
  /** Publishes a frame to every subscriber of a topic. */
  publish(topic: string, frame: string): void
  /** How many there are. */
  subscribers(topic: string): number
}

/** Tells clients what happened: an event is encoded once, however many connections get it. */
export class Fanout {
  readonly #registry: Registry<Session>
  readonly #topics: Pick<NativeTopics, 'publish'>
  readonly #onTopics = new Set<string>()

  constructor(registry: Registry<Session>, topics: Pick<NativeTopics, 'publish'>) {
    this.#registry = registry
    this.#topics = topics
  }

  /** A connection was added to the registry. */
  joined(session: Session): void {
    const connections = this.#registry.of(session.appId, session.account)
    const topic = topicOf(session.appId, session.account)
    if (this.#onTopics.has(topic)) session.subscribe(topic)
    else if (connections.length >= TOPIC_FROM) {
      this.#onTopics.add(topic)
      for (const connection of connections) connection.subscribe(topic)
    }
  }

  /** A connection was removed from the registry. */
  left(session: Session): void {
    const topic = topicOf(session.appId, session.account)
    if (this.#registry.of(session.appId, session.account).length > 0) return
    this.#onTopics.delete(topic)
  }

  /** Sends a frame to every connection of an account but one. */
  toAccount(appId: number, account: string, frame: string, exceptId?: string): void {
    const connections = this.#registry.of(appId, account)
    const topic = connections.length >= TOPIC_FROM ? topicOf(appId, account) : undefined
    if (topic !== undefined && this.#onTopics.has(topic)) {
      this.#toTopic(connections, topic, frame, exceptId)
      return
    }
    for (const connection of connections) {
      if (connection.id !== exceptId) connection.send(frame)
    }
  }

  /** Turns what the capabilities tell into frames. */
  listen(bus: Bus): void {
    bus.subscribe('message.sent', (sent) => this.#message(sent))
    bus.subscribe('message.recalled', ({ appId, message, audience, sessionId }) => {
      this.tellAll('message.recalled', { message }, { appId, accounts: audience, sessionId })
    })
    bus.subscribe('conversation.read', ({ appId, account, peer, readSeq, time, sessionId }) => {
      const conversationId = conversationIdOf(peer)
      this.#tell('conversation.read', { conversationId, readSeq }, appId, account, sessionId)
      this.#tell('message.readByPeer', { by: account, readSeq, time }, appId, peer)
    })
    bus.subscribe(
      'conversation.pinned',
      ({ appId, account, conversationId, pinned, sessionId }) => {
        this.#tell('conversation.pinned', { conversationId, pinned }, appId, account, sessionId)
      },
    )
    bus.subscribe('profile.changed', ({ appId, userId, profile, updatedAt }) => {
      this.#tell('profile.changed', { userId, profile, updatedAt }, appId, userId)
    })
  }

  /** Tells the other connections of an account, where the app has that switched on. */
  conversationsDeleted({
    appId,
    account,
    conversationIds,
    clearHistory,
    sessionId,
  }: BusEvents['conversation.deleted']): void {
    const data = { conversationIds, clearHistory }
    this.#tell('conversation.deleted', data, appId, account, sessionId)
  }

  #message(sent: BusEvents['message.sent']): void {
    const { appId, message, toSender, toReceiver, sessionId } = sent
    const { from, to } = message
    const own = toSender && from !== to ? this.#registry.of(appId, from).length : 0
    // The connection that sent it is the sender's only one more often than not.
    const tellSender = own > (sessionId === undefined ? 0 : 1)
    const tellReceiver = toReceiver && this.#registry.of(appId, to).length > 0
    if (!tellSender && !tellReceiver) return
    const frame = receivedFrame(message, sent.stored, sent.cursor)
    if (tellReceiver) this.toAccount(appId, to, frame, sessionId)
    if (tellSender) this.toAccount(appId, from, frame, sessionId)
  }

  /** Tells several accounts the same; it is encoded once, and not at all where nobody is there. */
  tellAll<Name extends GatewayEventName>(
    name: Name,
    data: GatewayEvents[Name],
    { appId, accounts, sessionId }: Audience,
  ): void {
    const present = accounts.filter((account) => this.#registry.of(appId, account).length > 0)
    if (present.length === 0) return
    const frame = eventFrame(name, data)
    for (const account of present) this.toAccount(appId, account, frame, sessionId)
  }

  /** Encodes an event where anybody is there to get it. */
  #tell<Name extends GatewayEventName>(
    name: Name,
    data: GatewayEvents[Name],
    appId: number,
    account: string,
    exceptId?: string,
  ): void {
    if (this.#registry.of(appId, account).length === 0) return
    this.toAccount(appId, account, eventFrame(name, data), exceptId)
  }

  #toTopic(
    connections: readonly Session[],
    topic: string,
    frame: string,
    exceptId: string | undefined,
  ): void {
    const except = exceptId && connections.find(({ id }) => id === exceptId)
    if (except) except.publishToOthers(topic, frame)
    else this.#topics.publish(topic, frame)
  }
}

function topicOf(appId: number, account: string): string {
  return `account/${appId}/${account}`
}
