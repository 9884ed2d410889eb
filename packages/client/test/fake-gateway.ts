import type {
  GatewayEventName,
  GatewayEvents,
  KickReason,
  ParamsOf,
  WireMessage,
  WireStatus,
} from '@yanshu/protocol'
import type * as protocol from '@yanshu/protocol'
import { closes } from '@yanshu/protocol/gateway/closes'
import { FakeContacts } from './fake-contacts.ts'
import { type Draft, FakeLog, tinyIdOf } from './fake-log.ts'
import { wireGroup } from './wire-group.ts'

interface SocketData {
  userId: string | undefined
}
type Socket = Bun.ServerWebSocket<SocketData>

export interface Received {
  readonly id: number
  readonly method: string
  readonly params: Record<string, unknown>
}

/** What goes wrong with a request: `drop…` ends the connection, `swallow` never answers. */
type Fault = 'dropBefore' | 'dropAfter' | 'swallow' | { readonly code: number }

/** A gateway in process that speaks the frames, keeps messages, and fails on request. */
export class FakeGateway {
  readonly contacts = new FakeContacts()
  readonly log = new FakeLog(this.contacts)
  /** Called after a request was answered in memory, before its answer leaves. */
  answering: ((method: string) => void) | undefined
  readonly requests: Received[] = []
  /** What a test answers by itself, by method; before everything else. */
  readonly answers = new Map<string, (params: Received['params'], userId: string) => unknown>()
  heartbeatSeconds = 30
  readonly statuses = new Map<string, WireStatus>([
    ['bob', { userId: 'bob', status: 'PushOnline', customStatus: 'away' }],
    ['carol', { userId: 'carol', status: 'Offline', customStatus: '' }],
  ])
  /** Events that get lost before they reach an account. */
  readonly losses = new Map<string, number>()
  readonly #faults: { readonly method: string; readonly fault: Fault }[] = []
  readonly #sockets = new Set<Socket>()
  readonly #server: Bun.Server<SocketData>
  connections = 0

  constructor() {
    this.#server = Bun.serve<SocketData>({
      port: 0,
      hostname: '127.0.0.1',
      fetch: (request, server) =>
        server.upgrade(request, { data: { userId: undefined } })
          ? undefined
          : new Response('no socket', { status: 400 }),
      websocket: {
        open: (socket) => {
          this.connections += 1
          this.#sockets.add(socket)
        },
        message: (socket, text) => this.#receive(socket, JSON.parse(String(text)) as Received),
        close: (socket) => void this.#sockets.delete(socket),
      },
    })
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.port}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop(true)
  }

  /** The next request of this method goes wrong. */
  fail(method: string, fault: Fault): void {
    this.#faults.push({ method, fault })
  }

  asked(method: string): Received[] {
    return this.requests.filter((request) => request.method === method)
  }

  /** Stores a message and tells everybody but its author's own sockets. */
  post(draft: Draft, author?: Socket): WireMessage {
    const before = this.log.messages.length
    const message = this.log.append(draft)
    if (!draft.onlineOnly && this.log.messages.length === before) return message
    const cursor = draft.onlineOnly ? {} : { cursor: this.log.cursor() }
    for (const userId of new Set([draft.to, draft.from])) {
      this.tell(userId, 'message.received', { message, ...cursor }, author)
    }
    return message
  }

  text(from: string, to: string, text: string): WireMessage {
    const body = [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: text } }]
    return this.post({ from, to, random: Math.floor(Math.random() * 2 ** 32), body })
  }

  tell<Name extends GatewayEventName>(
    userId: string,
    event: Name,
    data: GatewayEvents[Name],
    except?: Socket,
  ): void {
    const lost = this.losses.get(userId) ?? 0
    if (lost > 0) {
      this.losses.set(userId, lost - 1)
      return
    }
    for (const socket of this.#of(userId)) {
      if (socket !== except) socket.send(JSON.stringify({ event, data }))
    }
  }

  kick(userId: string, reason: KickReason): void {
    this.tell(userId, 'session.kicked', { reason })
    this.close(userId, closes.kicked.code)
  }

  close(userId: string, code: number): void {
    for (const socket of this.#of(userId)) socket.close(code, 'test')
  }

  /** Ends the connections of an account without a word, as a lost network does. */
  cut(userId: string): void {
    for (const socket of this.#of(userId)) socket.terminate()
  }

  #of(userId: string): Socket[] {
    return [...this.#sockets].filter((socket) => socket.data.userId === userId)
  }

  #receive(socket: Socket, request: Received): void {
    this.requests.push(request)
    const at = this.#faults.findIndex(({ method }) => method === request.method)
    const fault = at === -1 ? undefined : this.#faults.splice(at, 1)[0]?.fault
    if (fault === 'dropBefore') {
      socket.terminate()
      return
    }
    if (typeof fault === 'object') {
      socket.send(JSON.stringify({ id: request.id, error: { code: fault.code, message: 'no' } }))
      return
    }
    const result = this.#answer(socket, request)
    this.answering?.(request.method)
    if (fault === 'dropAfter') socket.terminate()
    else if (fault !== 'swallow') socket.send(JSON.stringify({ id: request.id, result }))
  }

  #answer(socket: Socket, { method, params }: Received): unknown {
    const userId = socket.data.userId ?? ''
    const scripted = this.answers.get(method)
    if (scripted) return scripted(params, userId)
    const handlers: Record<string, () => unknown> = {
      login: () => this.#login(socket, params as ParamsOf<typeof protocol.login>),
      visit: () => this.#visit(socket),
      logout: () => ({}),
      ping: () => ({
        serverTime: Date.now(),
        behind: this.log.after(String(params['cursor']), userId).length > 0,
      }),
      sync: () => this.#sync(userId, String(params['cursor'])),
      'message.send': () => this.#send(socket, params as ParamsOf<typeof protocol.messageSend>),
      'message.recall': () => this.#recall(socket, String(params['key'])),
      'message.history': () =>
        this.#history(userId, params as ParamsOf<typeof protocol.messageHistory>),
      'message.read': () => this.#read(socket, String(params['conversationId']).slice(3)),
      'conversation.readAll': () =>
        params['scope'] === 'group'
          ? {}
          : this.log.peers(userId).map((peer) => this.#read(socket, peer)),
      'conversation.list': () => this.#list(userId),
      'conversation.get': () => ({
        conversations: (params['conversationIds'] as string[]).map((id) =>
          this.log.row(userId, id.slice(3)),
        ),
      }),
      'conversation.delete': () => this.#delete(userId, params['conversationIds'] as string[]),
      'conversation.pin': () =>
        this.#pin(userId, params as ParamsOf<typeof protocol.conversationPin>),
      'profile.get': () => ({
        profiles: (params['userIds'] as string[]).map((id) => this.#profile(id)),
      }),
      'profile.set': () => ({
        userId,
        profile: { ...this.#profile(userId).profile, ...(params['profile'] as object) },
        updatedAt: 7,
      }),
      ...this.contacts.handlers(userId, params),
      'friend.list': () => ({ friends: [], whole: true, sequence: 0, total: 0, cursor: 0 }),
      'group.list': () => ({ groups: [], total: 0, cursor: '' }),
      'group.get': () => ({
        groups: (params['groupIds'] as string[]).map((id) => wireGroup(id)),
        failed: [],
      }),
      'presence.get': () => this.#statuses(params['userIds'] as string[]),
      'presence.subscribe': () => this.#statuses(params['userIds'] as string[]),
      'presence.unsubscribe': () => ({}),
      'presence.setSelf': () => ({
        userId,
        status: 'Online',
        customStatus: String(params['customStatus']),
      }),
    }
    return handlers[method]?.()
  }

  #login(socket: Socket, { userId, instanceId = '' }: ParamsOf<typeof protocol.login>) {
    socket.data.userId = userId
    return {
      userId,
      tinyId: tinyIdOf(userId),
      instanceId,
      serverTime: Date.now() + 3_600_000,
      heartbeatSeconds: this.heartbeatSeconds,
      cursor: this.log.cursor(),
      profile: this.#profile(userId).profile,
      profileUpdatedAt: 0,
      defaultAllowType: 'AllowType_Type_AllowAny',
    }
  }

  /** Visitors are told things, and cut off, under the name ''. */
  #visit(socket: Socket) {
    socket.data.userId = ''
    return { serverTime: Date.now() + 3_600_000, heartbeatSeconds: this.heartbeatSeconds }
  }

  #statuses(userIds: readonly string[]) {
    return {
      statuses: userIds.flatMap((userId) => this.statuses.get(userId) ?? []),
      unknown: userIds.filter((userId) => !this.statuses.has(userId)),
    }
  }

  #profile(userId: string) {
    return { userId, profile: { Tag_Profile_IM_Nick: `nick of ${userId}` }, updatedAt: 0 }
  }

  #send(socket: Socket, params: ParamsOf<typeof protocol.messageSend>) {
    const { to, random, clientSeq, clientTime, body, onlineOnly, control } = params
    const from = socket.data.userId ?? ''
    const draft = { from, to, random, clientSeq, clientTime, body }
    const message = this.post(
      { ...draft, ...(onlineOnly ? { onlineOnly } : {}), ...(control ? { control } : {}) },
      socket,
    )
    return { id: message.id, key: message.key, seq: message.seq, time: message.time }
  }

  #recall(socket: Socket, key: string) {
    const message = this.log.recall(key, socket.data.userId ?? '')
    if (message === undefined) return {}
    for (const userId of new Set([message.from, message.to])) {
      this.tell(userId, 'message.recalled', { message }, socket)
    }
    return {}
  }

  #sync(userId: string, cursor: string) {
    const all = this.log.after(cursor, userId)
    const messages = all.slice(0, 2)
    const last = messages.at(-1)
    const reached =
      last === undefined ? -1 : this.log.messages.findIndex(({ id }) => id === last.id)
    const more = all.length > messages.length
    return {
      messages,
      recalled: this.log.recalled
        .filter(({ at }) => at >= Number(cursor))
        .map(({ message }) => message),
      changed: [],
      cursor: more ? String(reached + 1) : this.log.cursor(),
      more,
    }
  }

  #history(userId: string, params: ParamsOf<typeof protocol.messageHistory>) {
    const { conversationId, beforeSeq, afterSeq, limit = 15 } = params
    const all = this.log
      .between(userId, conversationId.slice(3))
      .filter(({ seq }) => seq < (beforeSeq ?? Infinity) && seq > (afterSeq ?? 0))
    const messages = afterSeq === undefined ? all.slice(-limit) : all.slice(0, limit)
    return { messages, complete: messages.length === all.length }
  }

  #list(userId: string) {
    const conversations = this.log.peers(userId).map((peer) => this.log.row(userId, peer))
    const totalUnread = conversations.reduce((sum, { unread }) => sum + unread, 0)
    return { conversations, complete: true, totalUnread }
  }

  #read(socket: Socket, peer: string) {
    const userId = socket.data.userId ?? ''
    const readSeq = this.log.between(userId, peer).length
    this.log.readSeq.set(`${userId} ${peer}`, readSeq)
    this.tell(peer, 'message.readByPeer', { by: userId, readSeq, time: 1 })
    this.tell(userId, 'conversation.read', { conversationId: `C2C${peer}`, readSeq }, socket)
    return { readSeq }
  }

  #delete(userId: string, ids: readonly string[]) {
    for (const id of ids) this.log.removed.add(`${userId} ${id.slice(3)}`)
    return {}
  }

  #pin(userId: string, { conversationId, pinned }: ParamsOf<typeof protocol.conversationPin>) {
    const row = `${userId} ${conversationId.slice(3)}`
    if (pinned) this.log.pinned.add(row)
    else this.log.pinned.delete(row)
    return {}
  }
}
