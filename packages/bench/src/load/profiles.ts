import { signUserSig } from '../usersig.ts'
import type { Growth } from './compare.ts'
import { alternate, timed } from './compare.ts'
import { HttpConnection, postRequest } from './http-connection.ts'
import { pickUsers } from './pick-users.ts'
import type { Population } from './population.ts'

export interface ProfileLoadOptions {
  readonly small: Population
  readonly large: Population
  /** Calls of one round. */
  readonly calls: number
  readonly rounds: number
}

/** Accounts of one call, the most that `portrait_get` takes. */
const ACCOUNTS = 100

const TAGS = ['Tag_Profile_IM_Nick', 'Tag_Profile_IM_Image', 'Tag_Profile_IM_Level']

/**
 * Microseconds a `portrait_get` of 100 accounts takes that the server has to read from storage: a
 * repeated import of the same accounts, which is not timed, lets it forget what it had of them.
 */
export async function profileLoad(options: ProfileLoadOptions): Promise<Growth> {
  const faults: string[] = []
  const [small, large] = [await Caller.open(options.small), await Caller.open(options.large)]
  const round = (caller: Caller) => async () => {
    let took = 0
    for (let call = 0; call < options.calls; call++) took += await caller.readCold(faults)
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

  /** Milliseconds of one read. */
  async readCold(faults: string[]): Promise<number> {
    const users = pickUsers(ACCOUNTS, this.#population.accounts)
    const AccountList = users.map((UserID) => ({ UserID, Nick: UserID }))
    await this.#ask('im_open_login_svc/multiaccount_import', { AccountList })
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
