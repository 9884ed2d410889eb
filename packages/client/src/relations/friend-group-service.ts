import type { Ask } from '../connection/requests.ts'
import { type ChatResult, success } from '../result.ts'
import { failedOf, type FailedUser, type FriendGroup, groupOf } from './friend.ts'

export interface FriendGroupResult {
  friendGroup: FriendGroup
  failureUserIDList: FailedUser[]
}

/** What apps do with friend groups. */
export class FriendGroupService {
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  async getList(): Promise<ChatResult<FriendGroup[]>> {
    return success(await this.read())
  }

  async read(): Promise<FriendGroup[]> {
    const { groups } = await this.#ask('friendGroup.list', {})
    return groups.map(groupOf)
  }

  async create(options: {
    name: string
    userIDList?: string[]
  }): Promise<ChatResult<FriendGroupResult>> {
    const { name, userIDList: userIds = [] } = options
    const { results } = await this.#ask('friendGroup.create', { name, userIds })
    return success(await this.#resultOf(name, failedOf(results)))
  }

  async delete({ name }: { name: string }): Promise<ChatResult<{ name: string }>> {
    await this.#ask('friendGroup.delete', { name })
    return success({ name })
  }

  async rename(options: {
    oldName: string
    newName: string
  }): Promise<ChatResult<{ oldName: string; newName: string }>> {
    const { oldName, newName } = options
    await this.#ask('friendGroup.rename', { name: oldName, newName })
    return success({ oldName, newName })
  }

  async add(options: {
    name: string
    userIDList: string[]
  }): Promise<ChatResult<FriendGroupResult>> {
    const { name, userIDList: userIds } = options
    const { results } = await this.#ask('friendGroup.add', { name, userIds })
    return success(await this.#resultOf(name, failedOf(results)))
  }

  async remove(options: {
    name: string
    userIDList: string[]
  }): Promise<ChatResult<FriendGroupResult>> {
    const { name, userIDList: userIds } = options
    const { results } = await this.#ask('friendGroup.remove', { name, userIds })
    return success(await this.#resultOf(name, failedOf(results)))
  }

  async #resultOf(name: string, failureUserIDList: FailedUser[]): Promise<FriendGroupResult> {
    const group = (await this.read()).find((one) => one.name === name)
    return { friendGroup: group ?? groupOf({ name, userIds: [] }), failureUserIDList }
  }
}
