import {
  cloudVersions,
  commandPath,
  describeSecret,
  multiAccountImport,
  registerIMApp,
} from '@yanshu/protocol'
import type { CloudAction, Command } from '@yanshu/protocol'
import type { RestAnswer, TestApp } from '@yanshu/server/testing'
import { testRoot } from '@yanshu/server/testing'
// Its package.json has "main" twice, and the runtime follows the one that leads nowhere.
import { Api } from 'tls-sig-api-v2/TLSSigAPIv2.js'
import type { z } from 'zod'

/** Signs in at the console's door; the answer is for the caller to judge. */
export function signIn(url: string, password: string): Promise<Response> {
  return fetch(`${url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'root', password }),
  })
}

export function userSigOf({ appId, key }: TestApp, userId: string): string {
  return new Api(appId, key).genUserSig(userId, 86_400)
}

/** Somebody who runs apps on a server that is only known by its URL. */
export class Operator {
  readonly #url: string
  readonly #headers: Readonly<Record<string, string>>

  private constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.#url = url
    this.#headers = headers
  }

  /** What lets somebody act in the operator's place. */
  get secrets(): readonly string[] {
    return Object.values(this.#headers).map((value) => value.slice(value.indexOf('=') + 1))
  }

  static async signIn(url: string, password: string = testRoot.password): Promise<Operator> {
    const response = await signIn(url, password)
    if (!response.ok) throw new Error(`root could not sign in: ${response.status}`)
    const { csrfToken } = (await response.json()) as { readonly csrfToken: string }
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';')
    return new Operator(url, { 'x-csrf-token': csrfToken, cookie })
  }

  /** Calls a cloud action as the console does. */
  async act<Req extends z.ZodType, Res extends z.ZodType>(
    action: CloudAction<Req, Res>,
    params: z.input<Req>,
  ): Promise<z.output<Res>> {
    const response = await fetch(`${this.#url}/api`, {
      method: 'POST',
      headers: {
        ...this.#headers,
        'content-type': 'application/json',
        'x-tc-action': action.name,
        'x-tc-version': cloudVersions[action.service],
      },
      body: JSON.stringify(params),
    })
    const { Response: answer } = (await response.json()) as { Response: { Error?: object } }
    if (answer.Error) throw new Error(`${action.name}: ${JSON.stringify(answer.Error)}`)
    return action.response.parse(answer)
  }

  /** An app with accounts. */
  async seedApp(...userIds: readonly string[]): Promise<TestApp> {
    const { SDKAppID: appId } = await this.act(registerIMApp, { AppName: 'test' })
    const { SecretKey: key } = await this.act(describeSecret, { SDKAppID: appId })
    const app = { appId, key }
    const AccountList = userIds.map((UserID) => ({ UserID }))
    if (userIds.length > 0) await callRest(this.#url, app, multiAccountImport, { AccountList })
    return app
  }
}

/** The address of a REST call that is signed by the app's administrator. */
export function restUrl(url: string, app: TestApp, command: Command): string {
  const query = new URLSearchParams({
    sdkappid: String(app.appId),
    identifier: 'administrator',
    usersig: userSigOf(app, 'administrator'),
    random: '1234567',
    contenttype: 'json',
  })
  return `${url}/v4/${commandPath(command)}?${query}`
}

/** A REST call as the app's administrator; throws an answer that is no success. */
export async function callRest(
  url: string,
  app: TestApp,
  command: Command,
  body: unknown,
): Promise<RestAnswer> {
  const address = restUrl(url, app, command)
  const response = await fetch(address, { method: 'POST', body: JSON.stringify(body) })
  const answer = (await response.json()) as RestAnswer
  if (answer.ErrorCode !== 0) throw new Error(`${command.name}: ${JSON.stringify(answer)}`)
  return answer
}
