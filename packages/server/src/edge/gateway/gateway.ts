import { randomBytes } from 'node:crypto'
import type { login, visit } from '@yanshu/protocol'
import { closes, methods } from '@yanshu/protocol'
import type { z } from 'zod'
import type { Bus } from '../../bus/bus.ts'
import type { BusEvents } from '../../bus/events.ts'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import { appStatus } from '../../im/app/app.ts'
import type { AppService } from '../../im/app/service.ts'
import type { GroupAudience } from '../../im/group/service.ts'
import type { Presence, Registry } from '../../im/presence/service.ts'
import type { NativeTopics } from './fanout.ts'
import { listenToConversations } from './fanout-conversation.ts'
import { listenToMessageState } from './fanout-message-state.ts'
import { Fanout } from './fanout.ts'
import type { GroupFanoutDeps } from './fanout-group.ts'
import { listenToGroups } from './fanout-group.ts'
import { listenToPushes } from './fanout-push.ts'
import { tellPresence } from './fanout-presence.ts'
import type { RelationFanoutDeps } from './fanout-relations.ts'
import { listenToRelations } from './fanout-relations.ts'
import type { GatewayLimits, SessionDeps, Signable, Socket } from './gateway-deps.ts'
import type { Login } from './login.ts'
import { Outbox } from './outbox.ts'
import { Session } from './session.ts'
import type { SessionMethodDeps } from './session-methods.ts'
import { sessionMethods } from './session-methods.ts'
import type { Visitors } from './visitors.ts'

/** How often sessions are looked at for what time does to them. */
const SWEEP = 1000

/** Answered by the session itself. */
const FIRST: ReadonlySet<string> = new Set(['login', 'visit'])

export interface GatewayDeps {
  readonly registry: Registry<Session>
  readonly presence: Presence
  readonly login: Login
  readonly visitors: Visitors
  readonly apps: AppService
  readonly handlers: readonly GatewayHandler[]
  readonly bus: Bus
  readonly limits: GatewayLimits
  readonly now: Clock
  readonly log: Logger
  readonly isBehind: SessionMethodDeps['isBehind']
  readonly topics: NativeTopics
  /** Who has an account among their friends. */
  readonly holdersOf: RelationFanoutDeps['holdersOf']
  readonly groupAudience: GroupAudience
  readonly groupDelivered: GroupFanoutDeps['delivered']
}

/** Who is about to sign in, and what to do with the session the moment it has. */
interface Entering {
  readonly appId: number
  readonly userId: string
  sentAway?: (session: Session) => void
}

/** The door of the clients: opens sessions and ends them. */
export class Gateway {
  readonly #deps: GatewayDeps
  readonly #sessions = new Map<string, Session>()
  /** Logins under way, by session: what sends an account away must reach them as well. */
  readonly #entering = new Map<string, Entering>()
  readonly #sessionDeps: SessionDeps
  readonly #fanout: Fanout
  readonly #sweeper: Timer
  /** Tells the sessions of this process from those of others and of earlier ones. */
  readonly #node = randomBytes(4).toString('hex')
  #opened = 0

  /** @throws where a method of the table has no handler. */
  constructor(deps: GatewayDeps) {
    this.#deps = deps
    this.#fanout = new Fanout(deps.registry, deps.topics)
    this.#fanout.listen(deps.bus)
    listenToPushes(deps.bus, this.#fanout)
    listenToMessageState(deps.bus, this.#fanout)
    listenToConversations(deps.bus, this.#fanout)
    listenToGroups({
      ...deps,
      fanout: this.#fanout,
      audience: deps.groupAudience,
      delivered: deps.groupDelivered,
    })
    tellPresence(deps.bus)
    listenToRelations({
      bus: deps.bus,
      fanout: this.#fanout,
      log: deps.log,
      holdersOf: deps.holdersOf,
    })
    this.#sessionDeps = this.#buildSessionDeps()
    this.#listen()
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP)
  }

  get connections(): number {
    return this.#sessions.size
  }

  open(socket: Socket, sourceIp: string): Session {
    this.#opened += 1
    const id = `${this.#node}-${this.#opened.toString(36)}`
    const session = new Session(id, sourceIp, socket, this.#sessionDeps)
    this.#sessions.set(session.id, session)
    return session
  }

  ended(session: Session, code: number): void {
    this.#sessions.delete(session.id)
    this.#entering.delete(session.id)
    session.ended(code)
  }

  /** Sends every client away; they come back to another node, or to this one when it is up again. */
  stop(): void {
    clearInterval(this.#sweeper)
    for (const session of this.#sessions.values()) session.close(closes.goingAway)
  }

  #buildSessionDeps(): SessionDeps {
    const { limits, now, log, registry, presence, bus } = this.#deps
    return {
      limits,
      now,
      log,
      outbox: new Outbox(),
      handlers: this.#table(),
      login: (session, params) => this.#signIn(session, params as z.output<typeof login.params>),
      visit: (session, params) => {
        const { sdkAppId } = params as z.output<typeof visit.params>
        return this.#deps.visitors.admit(session, sdkAppId)
      },
      joined: (signable) => {
        const session = this.#sessionOf(signable)
        registry.add(session)
        this.#fanout.joined(session)
        presence.began(session)
        const entering = this.#entering.get(session.id)
        this.#entering.delete(session.id)
        entering?.sentAway?.(session)
        bus.publish('session.joined', { appId: session.appId, account: session.account })
      },
      left: (signable, signedOut) => {
        const session = signable as Session
        registry.remove(session)
        this.#fanout.left(session)
        presence.ended(session, signedOut)
        const { appId, account, id: sessionId } = session
        bus.publish('session.left', { appId, account, sessionId, signedOut })
      },
    }
  }

  async #signIn(session: Signable, params: z.output<typeof login.params>) {
    this.#entering.set(session.id, { appId: params.sdkAppId, userId: params.userId })
    try {
      return await this.#deps.login.signIn(session, params)
    } catch (error) {
      this.#entering.delete(session.id)
      throw error
    }
  }

  #table(): ReadonlyMap<string, GatewayHandler> {
    const own = sessionMethods({
      now: this.#deps.now,
      isBehind: this.#deps.isBehind,
      end: (sessionId, close) => this.#sessions.get(sessionId)?.close(close),
    })
    const table = new Map([...own, ...this.#deps.handlers].map((one) => [one.method.name, one]))
    const missing = methods.filter(({ name }) => !FIRST.has(name) && !table.has(name))
    if (missing.length === 0) return table
    throw new Error(`methods without a handler: ${missing.map(({ name }) => name).join(', ')}`)
  }

  #listen(): void {
    const { bus, registry } = this.#deps
    const kick = ({ appId, userId }: { readonly appId: number; readonly userId: string }) => {
      const isMeant = (one: Entering) => one.appId === appId && one.userId === userId
      this.#sendAway(registry.of(appId, userId), isMeant, (one) => one.kick('REST_API_Kick'))
    }
    bus.subscribe('account.revoked', kick)
    bus.subscribe('account.deleted', kick)
    bus.subscribe('app.stopped', ({ appId }) => {
      const isMeant = (one: Entering) => one.appId === appId
      this.#sendAway(registry.ofApp(appId), isMeant, (one) => one.close(closes.appStopped))
      this.#deps.visitors.sendAway(appId)
    })
    bus.subscribe('conversation.deleted', (event) => void this.#tellDeleted(event))
  }

  /** Other devices learn of a deletion where the app has that switched on (多端同步设置). */
  async #tellDeleted(event: BusEvents['conversation.deleted']): Promise<void> {
    try {
      const app = await this.#deps.apps.find(event.appId)
      if (app?.conf.SyncDeleteConversation) this.#fanout.conversationsDeleted(event)
    } catch (error) {
      this.#deps.log.error('gateway.deletionNotTold', { error })
    }
  }

  #sendAway(
    sessions: readonly Session[],
    isMeant: (one: Entering) => boolean,
    how: (session: Session) => void,
  ): void {
    // A copy: whoever is sent away leaves the list.
    for (const session of sessions.slice()) how(session)
    for (const one of this.#entering.values()) if (isMeant(one)) one.sentAway = how
  }

  async #reviewVisitors(): Promise<void> {
    try {
      await this.#deps.visitors.review()
    } catch (error) {
      this.#deps.log.error('gateway.visitorsNotReviewed', { error })
    }
  }

  #sessionOf({ id }: Signable): Session {
    const session = this.#sessions.get(id)
    if (!session) throw new Error('the session is gone')
    return session
  }

  #sweep(): void {
    const now = this.#deps.now()
    for (const session of this.#sessions.values()) session.checkTime(now)
    void this.#reviewVisitors()
    // A plan runs out, or its grace does, without anybody doing anything.
    for (const appId of this.#deps.registry.apps()) {
      const app = this.#deps.apps.known(appId)
      if (app && appStatus(app, now) !== 'enabled') this.#deps.bus.publish('app.stopped', { appId })
    }
  }
}
