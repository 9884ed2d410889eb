import { signUserSig } from '../usersig.ts'
import { HttpConnection, postRequest } from './http-connection.ts'
import type { Target } from './session.ts'
import { userName } from './session.ts'
import { messageText } from './wire.ts'

export interface RestLoadOptions {
  readonly target: Target
  /** Signs the calls; an administrator of the app. */
  readonly identifier: string
  /** Accounts to send between; imported already. */
  readonly accounts: number
  readonly connections: number
  readonly warmupSeconds: number
  readonly seconds: number
}

export interface RestLoadResult {
  readonly faults: readonly string[]
  readonly perSecond: number
}

interface SendAnswer {
  readonly ErrorCode: number
  readonly ErrorInfo: string
  readonly MsgKey: string
}

/** `openim/sendmsg` over keep-alive connections, one call at a time on each. */
export async function restLoad(options: RestLoadOptions): Promise<RestLoadResult> {
  const load = new RestLoad(options)
  return await load.run()
}

class RestLoad {
  readonly #options: RestLoadOptions
  readonly #path: string
  readonly #host: string
  readonly #faults: string[] = []
  readonly #keys = new Set<string>()
  #sent = 0
  #answered = 0
  #stopped = false

  constructor(options: RestLoadOptions) {
    this.#options = options
    const { target, identifier } = options
    const usersig = encodeURIComponent(signUserSig(target, identifier))
    this.#host = new URL(target.url).host
    this.#path = `/v4/openim/sendmsg?sdkappid=${target.sdkAppId}&identifier=${identifier}&usersig=${usersig}&random=1&contenttype=json`
  }

  async run(): Promise<RestLoadResult> {
    const { connections, warmupSeconds, seconds } = this.#options
    const running = Array.from({ length: connections }, () => this.#connection())
    await Bun.sleep(warmupSeconds * 1000)
    const [before, start] = [this.#answered, performance.now()]
    await Bun.sleep(seconds * 1000)
    const perSecond = ((this.#answered - before) * 1000) / (performance.now() - start)
    this.#stopped = true
    await Promise.all(running)
    if (this.#keys.size !== this.#answered) this.#faults.push('two messages got the same MsgKey')
    return { faults: this.#faults.slice(0, 10), perSecond }
  }

  async #connection(): Promise<void> {
    const connection = await HttpConnection.connect(this.#options.target.url)
    while (!this.#stopped && this.#faults.length === 0) await this.#send(connection)
    connection.close()
  }

  async #send(connection: HttpConnection): Promise<void> {
    const request = postRequest(this.#host, this.#path, this.#body(this.#sent++))
    const { status, body } = await connection.exchange(request)
    const answer = JSON.parse(body) as SendAnswer
    if (status !== 200 || answer.ErrorCode !== 0) {
      this.#faults.push(`sendmsg answered ${status} ${body}`)
      return
    }
    this.#keys.add(answer.MsgKey)
    this.#answered++
  }

  #body(index: number): string {
    const { accounts } = this.#options
    return JSON.stringify({
      SyncOtherMachine: 2,
      From_Account: userName(index % accounts),
      To_Account: userName((index + 1) % accounts),
      MsgRandom: index,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: messageText } }],
    })
  }
}
