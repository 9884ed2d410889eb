import type { Command } from '@yanshu/protocol'
import {
  catalogueByPath,
  commandPath,
  commandPaths,
  commands,
  commandsByPath,
  commonErrors,
  ImError,
  readRequest,
} from '@yanshu/protocol'
import type { RateLimiter } from '../../calls/rate-limiter.ts'
import type { RestHandler } from '../../calls/rest-call.ts'
import type { Clock } from '../../clock.ts'
import type { Authenticator } from '../../im/account/authenticator.ts'
import type { App } from '../../im/app/app.ts'
import { appStatus } from '../../im/app/app.ts'
import type { AppService } from '../../im/app/service.ts'
import type { Logger } from '../../log.ts'
import { originOf } from '../http/origin.ts'
import { BodyTooLarge, readText } from '../http/read-body.ts'

/** Bytes of one request; the largest documented body is far below. */
const BODY_BYTES = 1024 * 1024

const PREFIX = '/v4/'

export interface RestDoorDeps {
  readonly apps: AppService
  readonly authenticator: Authenticator
  readonly handlers: readonly RestHandler[]
  readonly limiter: RateLimiter
  /** Counts a call; false where the plan of the app allows no more on this day. */
  takeDailyCall(app: App): Promise<boolean>
  readonly now: Clock
  readonly log: Logger
}

const headers = {
  'Content-Type': 'application/json; charset=utf-8',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'X-Requested-With',
  'Access-Control-Allow-Methods': 'POST',
}

/** `POST /v4/<service>/<command>`: identify, authorize, limit, validate, call, answer. */
export class RestDoor {
  readonly #deps: RestDoorDeps
  readonly #handlers: ReadonlyMap<string, RestHandler>

  /** @throws where a command of the table has no handler. */
  constructor(deps: RestDoorDeps) {
    this.#deps = deps
    this.#handlers = new Map(
      deps.handlers.flatMap((one) => commandPaths(one.command).map((path) => [path, one])),
    )
    const missing = commands.map(commandPath).filter((path) => !this.#handlers.has(path))
    if (missing.length > 0) throw new Error(`commands without a handler: ${missing.join(', ')}`)
  }

  /** @param path - of the URL, which begins with `/v4/`. */
  async answer(request: Request, path: string, query: URLSearchParams, sourceIp: string) {
    const name = path.slice(PREFIX.length)
    const command = commandsByPath.get(name)
    try {
      const result = await this.#call(request, name, query, sourceIp)
      const answer = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ...result }
      return Response.json(dressed(answer, command), { headers })
    } catch (error) {
      return Response.json(dressed(this.#failure(error, name), command), { headers })
    }
  }

  async #call(
    request: Request,
    name: string,
    query: URLSearchParams,
    sourceIp: string,
  ): Promise<object> {
    if (request.method !== 'POST') throw new ImError(commonErrors.badHttp, 'only POST is answered')
    const handler = this.#handlers.get(name)
    if (!handler && !catalogueByPath.has(name)) {
      throw new ImError(commonErrors.unknownCommand, name.slice(0, 100))
    }
    const app = await this.#identifyApp(query)
    const operator = await this.#identifyOperator(app, query, sourceIp)
    if (!handler) throw new ImError(commonErrors.notAvailable, name)
    this.#limit(app, handler.command)
    if (!(await this.#deps.takeDailyCall(app))) throw new ImError(commonErrors.dailyCalls)
    const json = parse(await readBody(request))
    const body = validate(handler.command, json)
    return handler.run({
      appId: app.appId,
      operator,
      // Few commands ask: the URL is not taken apart for the others.
      get origin() {
        return originOf(request)
      },
      sourceIp,
      body,
    })
  }

  async #identifyApp(query: URLSearchParams): Promise<App> {
    const given = query.get('sdkappid')
    if (given === null || given === '') throw new ImError(commonErrors.missingSdkAppId)
    const app = /^\d{1,10}$/.test(given) ? await this.#deps.apps.find(Number(given)) : undefined
    if (!app) throw new ImError(commonErrors.badSdkAppId, given.slice(0, 20))
    const status = appStatus(app, this.#deps.now())
    if (status === 'disabled') throw new ImError(commonErrors.appDisabled)
    if (status !== 'enabled') throw new ImError(commonErrors.planExpired)
    return app
  }

  async #identifyOperator(app: App, query: URLSearchParams, sourceIp: string): Promise<string> {
    const identifier = query.get('identifier')
    if (!identifier) throw new ImError(commonErrors.badAccount, 'identifier is missing')
    checkParameters(query)
    const { account } = await this.#deps.authenticator.check({
      app,
      userId: identifier,
      userSig: query.get('usersig') ?? '',
      sourceIp,
      comesAgain: true,
    })
    if (account?.type !== 'administrator') throw new ImError(commonErrors.notAdmin)
    return account.userId
  }

  #limit(app: App, command: Command): void {
    const { limiter } = this.#deps
    const { restRate, appRate } = app.plan
    const rate = restRate === 'byCommand' ? command.ratePerSecond : restRate
    if (!limiter.take(`${app.appId}/${command.service}/${command.name}`, rate)) {
      throw new ImError(commonErrors.commandRate)
    }
    if (!limiter.take(String(app.appId), appRate)) throw new ImError(commonErrors.appRate)
  }

  #failure(error: unknown, name: string): Failure {
    if (error instanceof ImError) {
      return { ActionStatus: 'FAIL', ErrorCode: error.row.code, ErrorInfo: error.message }
    }
    this.#deps.log.error('rest.failed', { command: name.slice(0, 100), error })
    const { code, info } = commonErrors.internal
    return { ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: info }
  }
}

interface Failure {
  readonly ActionStatus: 'FAIL'
  readonly ErrorCode: number
  readonly ErrorInfo: string
}

function checkParameters(query: URLSearchParams): void {
  const random = query.get('random')
  if (random !== null && !(/^\d{1,10}$/.test(random) && Number(random) <= 0xffff_ffff)) {
    throw new ImError(commonErrors.badUrlParameter, 'random is a number of 32 bits')
  }
  const type = query.get('contenttype')
  if (type !== null && type !== 'json') {
    throw new ImError(commonErrors.badUrlParameter, 'contenttype is json')
  }
}

async function readBody(request: Request): Promise<string> {
  try {
    return await readText(request, BODY_BYTES)
  } catch (error) {
    if (error instanceof BodyTooLarge) {
      throw new ImError(commonErrors.badHttp, error.message, { cause: error })
    }
    throw new ImError(commonErrors.badJson, 'the body is not UTF-8', { cause: error })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ImError(commonErrors.badJson, undefined, { cause: error })
  }
}

/** The body in the newest spelling, checked; the first fault names its field. */
function validate(command: Command, json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new ImError(commonErrors.badJson, 'the body is not an object')
  }
  return readRequest(command, json as JsonObject)
}

type JsonObject = Readonly<Record<string, unknown>>

/** The answer with the envelope that the command is documented with. */
function dressed(answer: { readonly ErrorCode: number }, command: Command | undefined): object {
  if (command?.withoutStatus) return { ...answer, ActionStatus: undefined }
  if (command?.withoutInfo && answer.ErrorCode === 0) return { ...answer, ErrorInfo: undefined }
  return command?.display ? { ...answer, ErrorDisplay: '' } : answer
}
