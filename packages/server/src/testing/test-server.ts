import type { z } from 'zod'
import type { CloudAction, Command, LoginResult } from '@yanshu/protocol'
import {
  cloudVersions,
  commandPath,
  createAccount,
  describeSecret,
  login,
  registerIMApp,
} from '@yanshu/protocol'
import type { Clock } from '../clock.ts'
import { systemClock, toSeconds } from '../clock.ts'
import type { Config } from '../config.ts'
import { signUserSig } from '../im/usersig/sign.ts'
import type { Platform, PlatformOptions } from '../platform.ts'
import { startPlatform } from '../platform.ts'
import { createLogger } from '../log.ts'
import type { SignInOptions } from './raw-client.ts'
import { RawClient } from './raw-client.ts'
import { recordRest } from './rest-record.ts'

/** What the root account of every test server signs in with. */
export const testRoot = {
  password: 'Test-Passw0rd!',
  secretId: 'AKIDtestserver000001',
  secretKey: 'testServerSecretKey0001',
}

const config: Config = {
  host: '127.0.0.1',
  port: 0,
  dataFolder: '',
  databaseUrl: undefined,
  logLevel: 'warn',
  ephemeral: true,
  defaultPlan: 'private',
  plans: [],
  publicIps: ['127.0.0.1'],
  blobs: { kind: 'memory' },
  files: { limits: { picture: 28 << 20, file: 100 << 20 }, publicUrl: '' },
  gatewayRate: 100_000,
  visitors: { perApp: 10_000, perAddress: 500 },
  pushRate: 200,
  userGroups: 300,
  masterKey: '5a'.repeat(32),
  inlineWriter: false,
  root: testRoot,
}

export interface TestApp {
  readonly appId: number
  readonly key: string
}

/** A REST answer: the envelope, and whatever the command adds. */
export type RestAnswer = Readonly<Record<string, unknown>> & {
  readonly ActionStatus: string
  readonly ErrorCode: number
  readonly ErrorInfo: string
}

/** A whole platform in this process, on a free port, and hands for every door of it. */
export class TestServer {
  readonly platform: Platform
  readonly url: string
  /** UserSigs are signed at this time, so that they hold however far a test moves its clock. */
  readonly #now: Clock
  #csrfToken = ''
  #cookie = ''

  private constructor(platform: Platform, now: Clock) {
    this.platform = platform
    this.#now = now
    this.url = platform.url
  }

  /** In memory unless `dataFolder` or `databaseUrl` is given. */
  static async start(
    given: Partial<Config> = {},
    options: PlatformOptions = {},
  ): Promise<TestServer> {
    const stored = given.dataFolder !== undefined || given.databaseUrl !== undefined
    const platform = await startPlatform(
      { ...config, ephemeral: !stored, ...given },
      { log: createLogger('error'), ...options },
    )
    const server = new TestServer(platform, options.now ?? systemClock)
    await server.signIn()
    return server
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.platform.stop()
  }

  /** Calls a cloud action as the console does; throws its error code. */
  async act<Req extends z.ZodType, Res extends z.ZodType>(
    action: CloudAction<Req, Res>,
    params: z.input<Req>,
  ): Promise<z.output<Res>> {
    const response = await fetch(`${this.url}/api`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-tc-action': action.name,
        'x-tc-version': cloudVersions[action.service],
        'x-csrf-token': this.#csrfToken,
        cookie: this.#cookie,
      },
      body: JSON.stringify(params),
    })
    const { Response: answer } = (await response.json()) as {
      Response: { Error?: { Code: string; Message: string } }
    }
    if (answer.Error) throw new ActionFault(answer.Error.Code, answer.Error.Message)
    // The answer fits its own schema, or the contract is broken.
    return action.response.parse(answer)
  }

  async createApp(): Promise<TestApp> {
    const { SDKAppID: appId } = await this.act(registerIMApp, { AppName: 'test' })
    const { SecretKey: key } = await this.act(describeSecret, { SDKAppID: appId })
    return { appId, key }
  }

  /** An app with accounts. */
  async seedApp(...userIds: readonly string[]): Promise<TestApp> {
    const app = await this.createApp()
    for (const UserID of userIds) await this.act(createAccount, { SDKAppID: app.appId, UserID })
    return app
  }

  userSig(app: TestApp, userId: string, issuedAt = toSeconds(this.#now())): string {
    const { appId: sdkAppId, key } = app
    return signUserSig({ sdkAppId, key, userId, issuedAt, expireSeconds: 86_400 })
  }

  /** The URL of a REST call, signed by the built-in administrator. */
  restUrl(app: TestApp, path: string): string {
    const query = new URLSearchParams({
      sdkappid: String(app.appId),
      identifier: 'administrator',
      usersig: this.userSig(app, 'administrator'),
      random: '1234567',
      contenttype: 'json',
    })
    return `${this.url}/v4/${path}?${query}`
  }

  /** @param query - replaces parameters of the URL, as the signature where the clock was moved. */
  async rest(
    app: TestApp,
    command: Command,
    body: unknown,
    query: Readonly<Record<string, string>> = {},
  ): Promise<RestAnswer> {
    const url = new URL(this.restUrl(app, commandPath(command)))
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const response = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as RestAnswer
    if (answer.ErrorCode === 0) command.response.parse(answer)
    recordRest(commandPath(command), body, answer)
    return answer
  }

  /** A raw connection that is signed in. */
  async connect(
    app: TestApp,
    userId: string,
    options: SignInOptions = {},
  ): Promise<RawClient & { readonly login: LoginResult }> {
    const client = await RawClient.connect(this.url)
    const result = await client.call(login, {
      sdkAppId: app.appId,
      userId,
      userSig: this.userSig(app, userId),
      ...options,
    })
    return Object.assign(client, { login: result })
  }

  /** Signs root in at the console again, where the clock went past the end of its session. */
  async signIn(): Promise<void> {
    const response = await fetch(`${this.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'root', password: testRoot.password }),
    })
    if (!response.ok) throw new Error(`root could not sign in: ${response.status}`)
    const { csrfToken } = (await response.json()) as { csrfToken: string }
    this.#csrfToken = csrfToken
    this.#cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }
}

/** A cloud action answered an error. */
export class ActionFault extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
