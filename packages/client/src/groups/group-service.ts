import type { GroupJoinResult, WireGroup, WireGroupMessage } from '@yanshu/protocol'
import type { Ask, RequestParams } from '../connection/requests.ts'
import { TYPES } from '../constants/types.ts'
import { ChatError, failure, sdkErrors } from '../errors.ts'
import { type ChatResult, success } from '../result.ts'
import { emptyGroup, filtered, type Group, type GroupField, groupOf } from './group.ts'
import type { GroupBook } from './group-book.ts'
import type { LiveRooms } from './live-rooms.ts'
import { profileParams, type GroupProfileOptions } from './profile-params.ts'
import { assertGroupId, refused } from './refusals.ts'

export interface CreateGroupOptions extends GroupProfileOptions {
  name: string
  /** One of `TYPES.GRP_…`; a Work group where it is left out. */
  type?: string
  /** The server makes one where it is left out. */
  groupID?: string
  /** Not for live rooms. */
  memberList?: { userID: string; role?: string; memberCustomField?: GroupField[] }[]
  isSupportTopic?: boolean
}

export interface UpdateGroupOptions extends GroupProfileOptions {
  groupID: string
  name?: string
  muteAllMembers?: boolean
}

export interface JoinGroupOptions {
  groupID: string
  applyMessage?: string
  type?: string
}

export interface JoinedGroup {
  /** One of `TYPES.JOIN_STATUS_…`. */
  status: string
  /** Absent where the application waits. */
  group?: Group
}

export interface GroupServiceDeps {
  readonly ask: Ask
  readonly me: () => string
  readonly book: GroupBook
  readonly live: LiveRooms
  /** Messages of a live room from before the account came. */
  readonly received: (messages: readonly WireGroupMessage[]) => void
}

type CreateParams = RequestParams<'group.create'>

const types: ReadonlySet<string> = new Set([
  TYPES.GRP_WORK,
  TYPES.GRP_PUBLIC,
  TYPES.GRP_MEETING,
  TYPES.GRP_AVCHATROOM,
  TYPES.GRP_COMMUNITY,
  'Work',
  'Meeting',
])

const statuses = {
  joined: TYPES.JOIN_STATUS_SUCCESS,
  waiting: TYPES.JOIN_STATUS_WAIT_APPROVAL,
  already: TYPES.JOIN_STATUS_ALREADY_IN_GROUP,
} as const

/** Groups: making, finding, joining, changing and leaving them. */
export class GroupService {
  readonly #deps: GroupServiceDeps

  constructor(deps: GroupServiceDeps) {
    this.#deps = deps
  }

  /**
   * The group to show after a change that the server made, which must not look like one that failed
   * where the group cannot be read.
   */
  async shown(groupId: string): Promise<Group> {
    const known = this.#deps.book.find(groupId)
    if (known) return known
    try {
      return await this.fetch(groupId)
    } catch (error) {
      if (!(error instanceof ChatError)) throw error
      return emptyGroup(groupId, this.#deps.me())
    }
  }

  /** The group as the server tells it. */
  async fetch(groupId: string): Promise<Group> {
    const { groups, failed } = await this.#deps.ask('group.get', { groupIds: [groupId] })
    const [wire] = groups
    if (wire) return this.take(wire)
    throw failed[0] ? refused(failed[0].code) : failure(sdkErrors.noGroup, groupId)
  }

  /** Takes a group of an answer; one that the account is in is remembered. */
  take(wire: WireGroup): Group {
    const { book, live, me } = this.#deps
    const group = groupOf(wire, me())
    live.saw(group)
    const isKept = live.is(group.groupID) ? live.isIn(group.groupID) : wire.self !== undefined
    if (isKept) book.put(group)
    return group
  }

  async getList(): Promise<ChatResult<{ groupList: Group[] }>> {
    await this.#deps.book.load()
    return success({ groupList: this.#deps.book.list() })
  }

  async getCommunities(): Promise<ChatResult<{ groupList: Group[] }>> {
    return success({ groupList: await this.#deps.book.communities() })
  }

  async getProfile({
    groupID,
    groupCustomFieldFilter,
  }: {
    groupID: string
    groupCustomFieldFilter?: string[]
  }): Promise<ChatResult<{ group: Group }>> {
    assertGroupId(groupID)
    const group = await this.fetch(groupID)
    const groupCustomField = filtered(group.groupCustomField, groupCustomFieldFilter)
    return success({ group: { ...group, groupCustomField } })
  }

  /** Work groups are not found. */
  async search(groupID: string): Promise<ChatResult<{ group: Group }>> {
    assertGroupId(groupID)
    const { group } = await this.#deps.ask('group.search', { groupId: groupID })
    return success({ group: this.take(group) })
  }

  /** Makes a group; a live room must be joined afterwards. */
  async create(
    options: CreateGroupOptions,
  ): Promise<ChatResult<{ group: Group; overLimitUserIDList: string[] }>> {
    const { name, type = TYPES.GRP_WORK, groupID, memberList, isSupportTopic } = options
    if (!types.has(type)) throw failure(sdkErrors.badGroupType, type)
    const { group, overLimit } = await this.#deps.ask('group.create', {
      ...profileParams(options),
      name,
      type: type as NonNullable<CreateParams['type']>,
      random: Math.floor(Math.random() * 2 ** 32),
      ...(groupID === undefined || groupID === '' ? {} : { groupId: groupID }),
      ...(memberList === undefined ? {} : { members: memberList.map(toMember) }),
      ...(isSupportTopic === undefined ? {} : { supportTopic: isSupportTopic }),
    })
    return success({ group: this.take(group), overLimitUserIDList: [...overLimit] })
  }

  async dismiss(groupID: string): Promise<ChatResult<{ groupID: string }>> {
    assertGroupId(groupID)
    if (this.#typeOf(groupID) === TYPES.GRP_WORK) throw failure(sdkErrors.notDismissible)
    await this.#deps.ask('group.dismiss', { groupId: groupID })
    this.forget(groupID)
    return success({ groupID })
  }

  async update(options: UpdateGroupOptions): Promise<ChatResult<{ group: Group }>> {
    const { groupID, name, muteAllMembers } = options
    assertGroupId(groupID)
    const { group } = await this.#deps.ask('group.update', {
      ...profileParams(options),
      groupId: groupID,
      ...(name === undefined ? {} : { name }),
      ...(muteAllMembers === undefined ? {} : { muteAll: muteAllMembers }),
    })
    return success({ group: this.take(group) })
  }

  async transfer({
    groupID,
    newOwnerID,
  }: {
    groupID: string
    newOwnerID: string
  }): Promise<ChatResult<{ group: Group }>> {
    assertGroupId(groupID)
    if (this.#deps.live.is(groupID)) throw failure(sdkErrors.notTransferable)
    const { me, ask, book } = this.#deps
    if (newOwnerID === me() && book.find(groupID)?.ownerID === me()) {
      throw failure(sdkErrors.ownAlready)
    }
    const { group } = await ask('group.transfer', { groupId: groupID, newOwner: newOwnerID })
    return success({ group: this.take(group) })
  }

  async join(options: JoinGroupOptions): Promise<ChatResult<JoinedGroup>> {
    const { groupID, applyMessage, type } = options
    assertGroupId(groupID)
    if (type === TYPES.GRP_WORK) throw failure(sdkErrors.notJoinable)
    const answer = await this.#deps.ask('group.join', {
      groupId: groupID,
      ...(applyMessage === undefined ? {} : { message: applyMessage }),
    })
    const group = answer.group && (await this.#joined(answer.group))
    if (answer.recent) this.#deps.received(answer.recent)
    return success({ status: statuses[answer.status], ...(group ? { group } : {}) })
  }

  /** Takes the answer about a live room that nobody is logged in for. */
  visited({ status, group: wire, recent }: GroupJoinResult): ChatResult<JoinedGroup> {
    const group = wire && this.take(wire)
    if (group) this.#deps.live.visited(group)
    if (recent) this.#deps.received(recent)
    return success({ status: statuses[status], ...(group ? { group } : {}) })
  }

  async quit(groupID: string): Promise<ChatResult<{ groupID: string }>> {
    assertGroupId(groupID)
    await this.#deps.ask('group.quit', { groupId: groupID })
    this.forget(groupID)
    return success({ groupID })
  }

  async onlineCount(groupID: string): Promise<ChatResult<{ memberCount: number }>> {
    assertGroupId(groupID)
    const { count } = await this.#deps.ask('group.onlineCount', { groupId: groupID })
    return success({ memberCount: count })
  }

  /** The account is not in a group any more. */
  forget(groupId: string): void {
    this.#deps.live.left(groupId)
    this.#deps.book.remove(groupId)
  }

  async #joined(wire: WireGroup): Promise<Group> {
    const group = this.take(wire)
    if (this.#deps.live.is(group.groupID)) await this.#deps.live.joined(group)
    else this.#deps.book.put(group)
    return group
  }

  #typeOf(groupId: string): string | undefined {
    return this.#deps.book.find(groupId)?.type
  }
}

type NewMember = NonNullable<CreateGroupOptions['memberList']>[number]

function toMember({ userID, role, memberCustomField }: NewMember) {
  return {
    userId: userID,
    ...(role === TYPES.GRP_MBR_ROLE_ADMIN ? { role } : {}),
    ...(memberCustomField ? { custom: memberCustomField } : {}),
  }
}
