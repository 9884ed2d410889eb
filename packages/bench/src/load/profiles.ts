import { Database } from 'bun:sqlite'
import { join } from 'node:path'
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

/** A population, and the folder its server keeps it in. */
export interface Stored extends Population {
  readonly folder: string
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

/**
 * Microseconds the same rows take where nothing but SQLite is asked for them: by a connection of our
 * own, after the same imports.
 */
export async function bareProfileLoad(
  options: Omit<ProfileLoadOptions, 'small' | 'large' | 'warm'> & {
    readonly small: Stored
    readonly large: Stored
  },
): Promise<Growth> {
  const faults: string[] = []
  const [small, large] = [await Caller.open(options.small), await Caller.open(options.large)]
  const round = (caller: Caller, rows: BareRows) => async () => {
    let took = 0
    for (let call = 0; call < options.calls; call++) {
      const users = pickUsers(ACCOUNTS, caller.accounts)
      await caller.letForget(users)
      took += await timed(async () => rows.read(users, faults))
    }
    return (took * 1000) / options.calls
  }
  using few = new BareRows(options.small)
  using many = new BareRows(options.large)
  const costs = await alternate(options.rounds, round(small, few), round(large, many))
  small.close()
  large.close()
  return { faults: faults.slice(0, 10), ...costs }
}

class BareRows implements Disposable {
  readonly #db: Database
  readonly #appId: number

  constructor({ folder, target }: Stored) {
    this.#db = new Database(join(folder, 'yanshu.sqlite'), { readwrite: true })
    this.#db.run('PRAGMA query_only = ON')
    this.#db.run('PRAGMA cache_size = -65536')
    this.#appId = target.sdkAppId
  }

  read(users: readonly string[], faults: string[]): void {
    const places = users.map(() => '?').join(', ')
    const sql = `SELECT * FROM account WHERE app_id = ? AND user_id IN (${places})`
    const rows = this.#db.query(sql).all(this.#appId, ...users)
    if (rows.length !== users.length) faults.push(`${rows.length} rows of ${users.length}`)
  }

  [Symbol.dispose](): void {
    this.#db.close()
  }
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
