import type { VisitResult } from '@yanshu/protocol'
import { accountErrors, closes, gatewayErrors, ImError } from '@yanshu/protocol'
import { sourceOf } from '../../access/sessions/source.ts'
import { RateLimiter } from '../../calls/rate-limiter.ts'
import type { Clock } from '../../clock.ts'
import type { App } from '../../im/app/app.ts'
import type { AppService } from '../../im/app/service.ts'
import { appStatus, liveSettings } from '../../im/app/service.ts'
import type { LiveVisits } from '../../im/group/service.ts'
import type { GatewayLimits, Visit, VisitingSession } from './gateway-deps.ts'
import { RoomVisit } from './room-visit.ts'

/** SDKAppIDs remembered as unknown, and for how many milliseconds. */
const UNKNOWN_APPS = 10_000
const UNKNOWN_FOR = 10_000

/** How many may look on at a time. */
export interface VisitorCaps {
  readonly perApp: number
  /** An IPv4 address, or the /64 network of an IPv6 address. */
  readonly perAddress: number
}

export interface VisitorsDeps {
  readonly apps: Pick<AppService, 'known' | 'find'>
  readonly rooms: LiveVisits
  readonly caps: VisitorCaps
  readonly limits: GatewayLimits
  readonly now: Clock
}

/**
 * The door for who has no account (游客). Nobody proves anything here, so everything is bounded before
 * storage is asked for it.
 */
export class Visitors {
  readonly #deps: VisitorsDeps
  readonly #byApp = new Map<number, Set<RoomVisit>>()
  readonly #byAddress = new Map<string, number>()
  readonly #lookups: RateLimiter
  /** SDKAppIDs that are none, and until when that is believed. */
  readonly #unknownApps = new Map<number, number>()

  constructor(deps: VisitorsDeps) {
    this.#deps = deps
    this.#lookups = new RateLimiter(deps.now)
  }

  /**
   * Lets a connection in.
   *
   * @throws {ImError} -10113 from an address with too many visitors or questions, -10114 where the app
   * has too many, -10112, -10108, 70020, 72001.
   */
  async admit(session: VisitingSession, appId: number): Promise<Visit> {
    const address = sourceOf(session.sourceIp)
    this.#requireRoom(appId, address)
    const app = await this.#find(appId, address)
    const status = appStatus(app, this.#deps.now())
    if (status === 'disabled') throw new ImError(gatewayErrors.appDisabled)
    if (status !== 'enabled') throw new ImError(gatewayErrors.planExpired)
    if (!liveSettings(app).visitors) throw new ImError(gatewayErrors.switchedOff)
    // Others may have come while the app was read.
    this.#requireRoom(appId, address)
    return this.#begin(session, app, address)
  }

  /** Ends the visits of an app. */
  sendAway(appId: number): void {
    for (const visit of this.#byApp.get(appId) ?? []) visit.close(closes.appStopped)
  }

  /** Ends the visits of apps that take visitors no longer; who still may look on is not touched. */
  async review(): Promise<void> {
    const { apps, now } = this.#deps
    for (const appId of this.#byApp.keys()) {
      const app = await apps.find(appId)
      const isOpen = app && appStatus(app, now()) === 'enabled' && liveSettings(app).visitors
      if (!isOpen) this.sendAway(appId)
    }
  }

  #requireRoom(appId: number, address: string): void {
    const { perApp, perAddress } = this.#deps.caps
    if ((this.#byAddress.get(address) ?? 0) >= perAddress) {
      throw new ImError(gatewayErrors.tooFast, 'too many visitors from this address')
    }
    if ((this.#byApp.get(appId)?.size ?? 0) >= perApp) {
      throw new ImError(gatewayErrors.overload, 'the app has too many visitors')
    }
  }

  async #find(appId: number, address: string): Promise<App> {
    const { apps, now } = this.#deps
    const known = apps.known(appId)
    if (known) return known
    if ((this.#unknownApps.get(appId) ?? 0) > now()) throw new ImError(accountErrors.noApp)
    this.#takeLookup(address)
    const app = await apps.find(appId)
    if (app) return app
    if (this.#unknownApps.size >= UNKNOWN_APPS) this.#unknownApps.clear()
    this.#unknownApps.set(appId, now() + UNKNOWN_FOR)
    throw new ImError(accountErrors.noApp)
  }

  #takeLookup(address: string): void {
    if (!this.#lookups.take(address, this.#deps.limits.visitorLookups)) {
      throw new ImError(gatewayErrors.tooFast, 'too many questions from this address')
    }
  }

  #begin(session: VisitingSession, { appId }: App, address: string): Visit {
    const { rooms, limits, now } = this.#deps
    const result: VisitResult = { serverTime: now(), heartbeatSeconds: limits.heartbeatSeconds }
    const visit = new RoomVisit(session, {
      appId,
      result,
      rooms,
      limits,
      now,
      takeLookup: () => this.#takeLookup(address),
      ended: () => this.#ended(visit, address),
    })
    const others = this.#byApp.get(appId)
    if (others) others.add(visit)
    else this.#byApp.set(appId, new Set([visit]))
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1)
    return visit
  }

  #ended(visit: RoomVisit, address: string): void {
    const others = this.#byApp.get(visit.appId)
    if (!others?.delete(visit)) return
    if (others.size === 0) this.#byApp.delete(visit.appId)
    const left = (this.#byAddress.get(address) ?? 0) - 1
    if (left > 0) this.#byAddress.set(address, left)
    else this.#byAddress.delete(address)
  }
}
