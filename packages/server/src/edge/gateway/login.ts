import type { LoginResult, login } from '@yanshu/protocol'
import { gatewayErrors, ImError, accountErrors } from '@yanshu/protocol'
import type { z } from 'zod'
import type { Clock } from '../../clock.ts'
import type { Account } from '../../im/account/account.ts'
import type { Authenticator } from '../../im/account/authenticator.ts'
import type { AccountService } from '../../im/account/service.ts'
import type { App } from '../../im/app/app.ts'
import { appStatus } from '../../im/app/app.ts'
import type { AppService } from '../../im/app/service.ts'
import { instancesOf } from '../../im/app/settings.ts'
import { tinyId } from '../../im/message/service.ts'
import type { Registry } from '../../im/presence/service.ts'
import { ownProfile } from '../../im/profile/service.ts'
import { victims } from '../../im/presence/service.ts'
import type { GatewayLimits, Identity, Signable, SignedInSession } from './gateway-deps.ts'
import type { Session } from './session.ts'

export interface LoginDeps {
  readonly apps: AppService
  readonly accounts: AccountService
  readonly authenticator: Authenticator
  readonly registry: Registry<Session>
  readonly limits: GatewayLimits
  readonly now: Clock
  /** Counts a login. @throws {ImError} 72000, 72002 where the plan takes no more accounts. */
  admit(app: App, userId: string): Promise<void>
  /** Everything up to here is in the conversation lists. */
  cursorOf(): Promise<string>
}

type LoginParams = z.output<typeof login.params>

/** Signs connections in, and lets the app's login setting decide who must leave for them. */
export class Login {
  readonly #deps: LoginDeps
  #order = 0

  constructor(deps: LoginDeps) {
    this.#deps = deps
  }

  /** @throws {ImError} -10112, -10108, 72000, 72002, or as `Authenticator.check`. */
  async signIn(session: Signable, params: LoginParams): Promise<SignedInSession> {
    const app = await this.#findApp(params.sdkAppId)
    const { userId, userSig, platform } = params
    const { sourceIp } = session
    const claim = { app, userId, userSig, sourceIp, comesAgain: false }
    const { account: known, expiresAt } = await this.#deps.authenticator.check(claim)
    const account = known ?? (await this.#welcome(app, userId))
    await this.#deps.admit(app, userId)
    const cursor = await this.#deps.cursorOf()
    const identity: Identity = {
      appId: app.appId,
      account: userId,
      platform,
      instanceId: params.instanceId ?? session.id,
      order: this.#order++,
      expiresAt: expiresAt * 1000,
    }
    const result = this.#result({ app, account, identity, cursor })
    return { identity, result, makeRoom: () => this.#makeRoom(app, identity) }
  }

  async #findApp(appId: number): Promise<App> {
    const app = await this.#deps.apps.find(appId)
    if (!app) throw new ImError(accountErrors.noApp)
    const status = appStatus(app, this.#deps.now())
    if (status === 'disabled') throw new ImError(gatewayErrors.appDisabled)
    if (status !== 'enabled') throw new ImError(gatewayErrors.planExpired)
    return app
  }

  /** The first login of a UserID that was never imported creates its account. */
  async #welcome(app: App, userId: string): Promise<Account> {
    await this.#deps.accounts.import(app.appId, { userId })
    const account = await this.#deps.accounts.find(app.appId, userId)
    if (!account) throw new ImError(accountErrors.internal)
    return account
  }

  #makeRoom(app: App, newcomer: Identity): void {
    const present = this.#deps.registry.of(app.appId, newcomer.account)
    const instances = instancesOf(newcomer.platform, app.conf, app.plan)
    const leaving = victims(app.conf.LoginMode, instances, present, newcomer)
    for (const { device, reason } of leaving) device.kick(reason)
  }

  #result({ app, account, identity, cursor }: Admitted): LoginResult {
    const { userId, profile, updatedAt } = ownProfile(app, account)
    return {
      userId,
      tinyId: tinyId(userId),
      instanceId: identity.instanceId,
      serverTime: this.#deps.now(),
      heartbeatSeconds: this.#deps.limits.heartbeatSeconds,
      cursor,
      profile,
      profileUpdatedAt: updatedAt,
      defaultAllowType: app.conf.DefaultAllowType,
    }
  }
}

/** Whoever is about to come in. */
interface Admitted {
  readonly app: App
  readonly account: Account
  readonly identity: Identity
  readonly cursor: string
}
