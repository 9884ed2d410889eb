import type { PresenceResult, WireStatus } from '@yanshu/protocol'
import { accountErrors } from '@yanshu/protocol/errors/account'
import type { Ask } from '../connection/requests.ts'
import { TYPES } from '../constants/types.ts'
import { type ChatResult, success } from '../result.ts'

/** Whether somebody is online, as the Web SDK shows it. */
export interface UserStatus {
  userID: string
  statusType: number
  customStatus: string
}

export interface StatusFailure {
  userID: string
  code: number
  message: string
}

export interface UserStatusResult {
  successUserList: UserStatus[]
  failureUserList: StatusFailure[]
}

/** Subscriptions that the server keeps for one connection; it lets the earliest go. */
const MOST = 1000

/** Accounts of one request. */
const STEP = 100

const statusTypes = {
  Online: TYPES.USER_STATUS_ONLINE,
  PushOnline: TYPES.USER_STATUS_OFFLINE,
  Offline: TYPES.USER_STATUS_UNLOGINED,
} as const satisfies Record<WireStatus['status'], number>

export interface StatusDeps {
  readonly ask: Ask
  /** Told of every account whose state is another than before. */
  updated(statuses: UserStatus[]): void
}

/** Who is online, what they say of themselves, and whose changes the app wants to be told of. */
export class StatusService {
  readonly #deps: StatusDeps
  /** What was told last of the accounts that are subscribed to, the earliest first. */
  readonly #watched = new Map<string, UserStatus>()

  constructor(deps: StatusDeps) {
    this.#deps = deps
  }

  /** What the server tells of this area. */
  readonly handlers = {
    'presence.changed': (status: WireStatus) => this.#changed(toStatus(status)),
  }

  async setSelf({ customStatus }: { customStatus: string }): Promise<ChatResult<UserStatus>> {
    return success(toStatus(await this.#deps.ask('presence.setSelf', { customStatus })))
  }

  async get({ userIDList }: { userIDList: string[] }): Promise<ChatResult<UserStatusResult>> {
    const result = await this.#deps.ask('presence.get', { userIds: userIDList })
    return success({
      successUserList: result.statuses.map(toStatus),
      failureUserList: failuresOf(result),
    })
  }

  async subscribe({
    userIDList,
  }: {
    userIDList: string[]
  }): Promise<ChatResult<{ failureUserList: StatusFailure[] }>> {
    const result = await this.#deps.ask('presence.subscribe', { userIds: userIDList })
    for (const status of result.statuses.map(toStatus)) this.#watch(status)
    return success({ failureUserList: failuresOf(result) })
  }

  /** Without a list, or with an empty one, of everybody. */
  async unsubscribe({ userIDList = [] }: { userIDList?: string[] | undefined } = {}): Promise<
    ChatResult<{ failureUserList: StatusFailure[] }>
  > {
    await this.#deps.ask('presence.unsubscribe', { userIds: userIDList })
    if (userIDList.length === 0) this.#watched.clear()
    for (const userId of userIDList) this.#watched.delete(userId)
    return success({ failureUserList: [] })
  }

  /**
   * Subscribes again on a new connection, which the server knows nothing about, and tells what
   * changed while there was none.
   */
  async rejoined(): Promise<void> {
    const watched = [...this.#watched.keys()]
    for (let at = 0; at < watched.length; at += STEP) {
      const userIds = watched.slice(at, at + STEP)
      const { statuses } = await this.#deps.ask('presence.subscribe', { userIds })
      const changed = statuses.map(toStatus).filter((status) => this.#isNews(status))
      for (const status of changed) this.#watch(status)
      if (changed.length > 0) this.#deps.updated(changed)
    }
  }

  clear(): void {
    this.#watched.clear()
  }

  #changed(status: UserStatus): void {
    if (this.#watched.has(status.userID)) this.#watched.set(status.userID, status)
    this.#deps.updated([status])
  }

  /** False where the app has unsubscribed meanwhile, too. */
  #isNews({ userID, statusType, customStatus }: UserStatus): boolean {
    const last = this.#watched.get(userID)
    return (
      last !== undefined && (last.statusType !== statusType || last.customStatus !== customStatus)
    )
  }

  #watch(status: UserStatus): void {
    this.#watched.delete(status.userID)
    this.#watched.set(status.userID, status)
    if (this.#watched.size <= MOST) return
    const [earliest] = this.#watched.keys()
    if (earliest !== undefined) this.#watched.delete(earliest)
  }
}

function toStatus({ userId, status, customStatus }: WireStatus): UserStatus {
  return { userID: userId, statusType: statusTypes[status], customStatus }
}

function failuresOf({ unknown }: PresenceResult): StatusFailure[] {
  const { code, info: message } = accountErrors.notImported
  return unknown.map((userID) => ({ userID, code, message }))
}
