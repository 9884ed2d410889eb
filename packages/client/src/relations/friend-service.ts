import type { FriendRelation } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import type { CustomField } from '../profiles/profile.ts'
import { type ChatResult, success } from '../result.ts'
import {
  type BatchResult,
  batchOf,
  failedOf,
  type FailedUser,
  type Friend,
  friendOf,
} from './friend.ts'
import type { FriendBook } from './friend-book.ts'

export interface AddFriendOptions {
  to: string
  /** `AddSource_Type_` and up to 8 letters. */
  source: string
  wording?: string
  /** One of `TYPES.SNS_ADD_TYPE_BOTH` (default) and `…_SINGLE`. */
  type?: string
  remark?: string
  groupName?: string
}

export interface UpdateFriendOptions {
  userID: string
  remark?: string
  friendCustomField?: CustomField[]
}

/** Code of an added friend who must confirm first. */
const PENDING = 30539

type AddType = 'Add_Type_Both' | 'Add_Type_Single'
type DeleteType = 'Delete_Type_Both' | 'Delete_Type_Single'
type CheckType = 'CheckResult_Type_Both' | 'CheckResult_Type_Single'

/** What apps do with the own friend list. */
export class FriendService {
  readonly #ask: Ask
  readonly #book: FriendBook

  constructor(ask: Ask, book: FriendBook) {
    this.#ask = ask
    this.#book = book
  }

  async getList(): Promise<ChatResult<Friend[]>> {
    await this.#book.load()
    return success(this.#book.list())
  }

  /** Code 0 where the friend was added, 30539 where they must confirm. */
  async add(options: AddFriendOptions): Promise<ChatResult<{ code: number }>> {
    const { to, type, ...rest } = options
    const { pending } = await this.#ask('friend.add', {
      ...rest,
      userId: to,
      ...(type === undefined ? {} : { type: type as AddType }),
    })
    return success({ code: pending ? PENDING : 0 })
  }

  async delete(options: { userIDList: string[]; type?: string }): Promise<ChatResult<BatchResult>> {
    const { userIDList: userIds, type = 'Delete_Type_Both' } = options
    const { results } = await this.#ask('friend.delete', { userIds, type: type as DeleteType })
    return success(batchOf(results))
  }

  async check(options: {
    userIDList: string[]
    type?: string
  }): Promise<ChatResult<BatchResult<{ userID: string; relation: FriendRelation }>>> {
    const { userIDList: userIds, type = 'CheckResult_Type_Both' } = options
    const { results } = await this.#ask('friend.check', { userIds, type: type as CheckType })
    return success({
      successUserIDList: results.flatMap(({ userId, code, relation }) =>
        code === 0 ? [{ userID: userId, relation }] : [],
      ),
      failureUserIDList: failedOf(results),
    })
  }

  async getProfiles({
    userIDList,
  }: {
    userIDList: string[]
  }): Promise<ChatResult<{ friendList: Friend[]; failureUserIDList: FailedUser[] }>> {
    const { friends } = await this.#ask('friend.get', { userIds: userIDList })
    const found = new Set(friends.map(({ userId }) => userId))
    return success({
      friendList: friends.map(friendOf),
      failureUserIDList: userIDList
        .filter((userID) => !found.has(userID))
        .map((userID) => ({ userID, code: 30001, message: 'no friend' })),
    })
  }

  async update(options: UpdateFriendOptions): Promise<ChatResult<Friend>> {
    const { userID: userId, remark, friendCustomField } = options
    const custom = friendCustomField?.map(({ key, value }) => [key, value] as const)
    const { friend } = await this.#ask('friend.update', {
      userId,
      ...(remark === undefined ? {} : { remark }),
      ...(custom === undefined ? {} : { custom: Object.fromEntries(custom) }),
    })
    return success(this.#book.show(friend))
  }
}
