import { signUserSig } from '../usersig.ts'
import type { Growth } from './compare.ts'
import { alternate, timed } from './compare.ts'
import { HttpConnection, postRequest } from './http-connection.ts'
import { pickUsers } from './pick-users.ts'
import type { Population } from './population.ts'
import { userName } from './session.ts'

export interface ProfileLoadOptions {
  readonly small: Population
  readonly large: Population
  /** Calls of one round. */
  readonly calls: number
  readonly rounds: number
  /** Whether the server has the accounts in memory, or must read them from storage. */
  readonly warm: boolean
}

/** Accounts of one call, the most that `portrait_get` takes. */
const ACCOUNTS = 100

const TAGS = ['Tag_Profile_IM_Nick', 'Tag_Profile_IM_Image', 'Tag_Profile_IM_Level']

/**
 * Microseconds a `portrait_get` of 100 accounts takes: of accounts that the server has in memory, or
 * of such that a repeated import, which is not timed, let it forget.
 */
export async function profileLoad(options: ProfileLoadOptions): Promise<Growth> {
  const faults: string[] = []
  const [small, large] = [await Caller.open(options.small), await Caller.open(options.large)]
  if (options.warm) {
    await small.readAll(faults)
    await large.readAll(faults)
  }
  const round = (caller: Caller) => async () => {
    let took = 0
    for (let call = 0; call < options.calls; call++) {
      const users = pickUsers(ACCOUNTS, caller.accounts)
      if (!options.warm) await caller.letForget(users)
      took += await caller.read(users, faults)
    }
    return (took * 1000) / options.calls
  }
  const costs = await alternate(options.rounds, round(small), round(large))
  small.close()
  large.close()
  return { faults: faults.slice(0, 10), ...costs }
}

class Caller {
  readonly #population: Population
  readonly #connection: HttpConnection
  readonly #query: string

  private constructor(population: Population, connection: HttpConnection) {
    const { target } = population
    const usersig = encodeURIComponent(signUserSig(target, 'administrator'))
    this.#population = population
    this.#connection = connection
    this.#query = `sdkappid=${target.sdkAppId}&identifier=administrator&usersig=${usersig}&random=1&contenttype=json`
  }

  static async open(population: Population): Promise<Caller> {
    return new Caller(population, await HttpConnection.connect(population.target.url))
  }

  get accounts(): number {
    return this.#population.accounts
  }

  async readAll(faults: string[]): Promise<void> {
    for (let from = 0; from < this.accounts; from += ACCOUNTS) {
      const users = Array.from({ length: ACCOUNTS }, (_, at) => userName(from + at))
      await this.read(users, faults)
    }
  }

  async letForget(users: readonly string[]): Promise<void> {
    const AccountList = users.map((UserID) => ({ UserID, Nick: UserID }))
    await this.#ask('im_open_login_svc/multiaccount_import', { AccountList })
  }

  /** Milliseconds of one read. */
  async read(users: readonly string[], faults: string[]): Promise<number> {
    let read = ''
    const took = await timed(async () => {
      read = await this.#ask('profile/portrait_get', { To_Account: users, TagList: TAGS })
    })
    const answer = JSON.parse(read) as { ErrorCode: number; UserProfileItem?: unknown[] }
    if (answer.ErrorCode !== 0 || answer.UserProfileItem?.length !== ACCOUNTS) {
      faults.push(`portrait_get answered ${read.slice(0, 200)}`)
    }
    return took
  }

  close(): void {
    this.#connection.close()
  }

  async #ask(command: string, body: object): Promise<string> {
    const { host } = new URL(this.#population.target.url)
    const request = postRequest(host, `/v4/${command}?${this.#query}`, JSON.stringify(body))
    const { body: answer } = await this.#connection.exchange(request)
    return answer
  }
}
