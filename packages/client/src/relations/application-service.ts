import type { Ask } from '../connection/requests.ts'
import { TYPES } from '../constants/types.ts'
import { type ChatResult, success } from '../result.ts'
import { applicationOf, type FriendApplication } from './friend.ts'

export interface FriendApplications {
  friendApplicationList: FriendApplication[]
  unreadCount: number
}

/** What apps do with friend requests. */
export class ApplicationService {
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  async getList(): Promise<ChatResult<FriendApplications>> {
    return success(await this.read())
  }

  /** Requests of both directions, newest first. */
  async read(): Promise<FriendApplications> {
    const received = await this.#all('received', TYPES.SNS_APPLICATION_SENT_TO_ME)
    const sent = await this.#all('sent', TYPES.SNS_APPLICATION_SENT_BY_ME)
    const friendApplicationList = [...received.list, ...sent.list].sort((a, b) => b.time - a.time)
    return { friendApplicationList, unreadCount: received.unread }
  }

  async accept(options: {
    userID: string
    remark?: string
    type?: string
  }): Promise<ChatResult<{ userID: string }>> {
    const { userID: userId, remark, type } = options
    await this.#ask('application.accept', {
      userId,
      addBack: type !== TYPES.SNS_APPLICATION_AGREE,
      ...(remark === undefined ? {} : { remark }),
    })
    return success({ userID: userId })
  }

  async refuse({ userID }: { userID: string }): Promise<ChatResult<{ userID: string }>> {
    await this.#ask('application.refuse', { userId: userID })
    return success({ userID })
  }

  async delete(options: { userID: string; type: string }): Promise<ChatResult<{ userID: string }>> {
    const { userID, type } = options
    const direction = type === TYPES.SNS_APPLICATION_SENT_BY_ME ? 'sent' : 'received'
    await this.#ask('application.delete', { userId: userID, direction })
    return success({ userID })
  }

  async setRead(): Promise<ChatResult<Record<string, never>>> {
    await this.#ask('application.read', {})
    return success({})
  }

  async #all(direction: 'received' | 'sent', type: string) {
    const list: FriendApplication[] = []
    let cursor = ''
    let unread = 0
    do {
      const page = await this.#ask('application.list', { direction, cursor })
      list.push(...page.applications.map((wire) => applicationOf(wire, type)))
      unread = page.unread
      cursor = page.cursor
    } while (cursor !== '')
    return { list, unread }
  }
}
