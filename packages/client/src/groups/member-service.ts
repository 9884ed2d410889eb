import type { AddedMember, WireGroupMember } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { TYPES } from '../constants/types.ts'
import { communityOf } from '../conversations/conversation-id.ts'
import { failure, sdkErrors } from '../errors.ts'
import { type ChatResult, success } from '../result.ts'
import { filtered, type Group, type GroupField, type GroupMember, memberOf } from './group.ts'
import type { GroupBook } from './group-book.ts'
import type { LiveRooms } from './live-rooms.ts'
import { assertGroupId, refused } from './refusals.ts'

export interface MemberServiceDeps {
  readonly ask: Ask
  readonly me: () => string
  readonly book: GroupBook
  readonly live: LiveRooms
  /** The group to show beside what became of its members. */
  readonly groupOf: (groupId: string) => Promise<Group>
}

export interface MemberListOptions {
  groupID: string
  /** 15 where it is left out, 100 at most. */
  count?: number
  /** From the page before; a text in communities. */
  offset?: number | string
  role?: string
  /** A mark, in live rooms and communities. */
  filter?: number
}

export interface AddedMembers {
  successUserIDList: string[]
  failureUserIDList: string[]
  existedUserIDList: string[]
  overLimitUserIDList: string[]
  /** Somebody must agree first. */
  waitingUserIDList: string[]
  group: Group
}

type Role = 'Owner' | 'Admin' | 'Member'
type Changed = Promise<ChatResult<{ group: Group; member: GroupMember }>>

const MOST_PROFILES = 50
const MOST_LISTED = 100
/** Of live rooms a page may be longer. */
const MOST_ONLINE = 500

/** Who is in a group, and what they are in it. */
export class MemberService {
  readonly #deps: MemberServiceDeps

  constructor(deps: MemberServiceDeps) {
    this.#deps = deps
  }

  /** A page of members; `offset` is 0 after the last one. */
  async getList(
    options: MemberListOptions,
  ): Promise<ChatResult<{ memberList: GroupMember[]; offset: number | string }>> {
    const { groupID, count = 15, offset = 0, role, filter } = options
    assertGroupId(groupID)
    const most = this.#deps.live.is(groupID) ? MOST_ONLINE : MOST_LISTED
    const page = await this.#deps.ask('group.members', {
      groupId: groupID,
      limit: Math.min(Math.max(count, 1), most),
      ...(typeof offset === 'string' ? { cursor: offset } : { offset }),
      ...(role === undefined ? {} : { roles: [role as Role] }),
      ...(filter === undefined ? {} : { mark: filter }),
    })
    const next = page.cursor === '' ? page.offset : page.cursor
    return success({ memberList: page.members.map(memberOf), offset: next })
  }

  /** Up to 50 members; the rest of a longer list is dropped. */
  async getProfiles({
    groupID,
    userIDList,
    memberCustomFieldFilter,
  }: {
    groupID: string
    userIDList: string[]
    memberCustomFieldFilter?: string[]
  }): Promise<ChatResult<{ memberList: GroupMember[] }>> {
    assertGroupId(groupID)
    const userIds = userIDList.slice(0, MOST_PROFILES)
    if (userIds.length === 0) return success({ memberList: [] })
    const { members } = await this.#deps.ask('group.memberProfiles', { groupId: groupID, userIds })
    const memberList = members.map((wire) => {
      const member = memberOf(wire)
      const memberCustomField = filtered(member.memberCustomField, memberCustomFieldFilter)
      return { ...member, memberCustomField }
    })
    return success({ memberList })
  }

  async add({
    groupID,
    userIDList,
  }: {
    groupID: string
    userIDList: string[]
  }): Promise<ChatResult<AddedMembers>> {
    assertGroupId(groupID)
    if (this.#deps.live.is(groupID)) throw failure(sdkErrors.noInvitation)
    const { members } = await this.#deps.ask('group.addMembers', {
      groupId: groupID,
      userIds: userIDList,
    })
    const reason = members.find(({ result }) => result === 'failed')?.code
    if (reason !== undefined && members.every(({ result }) => result === 'failed')) {
      throw refused(reason)
    }
    const those = (wanted: AddedMember['result']) =>
      members.flatMap(({ userId, result }) => (result === wanted ? [userId] : []))
    return success({
      successUserIDList: those('added'),
      failureUserIDList: those('failed'),
      existedUserIDList: those('already'),
      overLimitUserIDList: those('overLimit'),
      waitingUserIDList: those('waiting'),
      group: await this.#deps.groupOf(groupID),
    })
  }

  /** Removes members; with a duration they are kept out for so many seconds. */
  async delete({
    groupID,
    userIDList,
    reason,
    duration = 0,
  }: {
    groupID: string
    userIDList: string[]
    reason?: string
    duration?: number
  }): Promise<ChatResult<{ group: Group; userIDList: string[] }>> {
    assertGroupId(groupID)
    const asked = {
      groupId: groupID,
      userIds: userIDList,
      ...(reason === undefined ? {} : { reason }),
    }
    if (duration > 0) await this.#deps.ask('group.ban', { ...asked, seconds: duration })
    else await this.#deps.ask('group.removeMembers', asked)
    return success({ group: await this.#deps.groupOf(groupID), userIDList: [...userIDList] })
  }

  /** Keeps a member of a group or a topic from speaking for some seconds; 0 ends it. */
  async setMuteTime({
    groupID,
    userID,
    muteTime,
  }: {
    groupID: string
    userID: string
    muteTime: number
  }): Changed {
    assertGroupId(groupID)
    const asked = { groupId: groupID, userId: userID, seconds: muteTime }
    return this.#changed(groupID, await this.#deps.ask('group.mute', asked))
  }

  async setRole({
    groupID,
    userID,
    role,
  }: {
    groupID: string
    userID: string
    role: string
  }): Changed {
    assertGroupId(groupID)
    const isAssignable = role === TYPES.GRP_MBR_ROLE_ADMIN || role === TYPES.GRP_MBR_ROLE_MEMBER
    if (!isAssignable) throw failure(sdkErrors.badParameter, 'role')
    const asked = { groupId: groupID, userId: userID, role }
    return this.#changed(groupID, await this.#deps.ask('group.setRole', asked))
  }

  /** Of the own account where no other is named. */
  async setNameCard({
    groupID,
    userID,
    nameCard,
  }: {
    groupID: string
    nameCard: string
    userID?: string
  }): Changed {
    const groupId = communityOf(this.#notLive(groupID))
    const whose = userID === undefined ? {} : { userId: userID }
    return this.#changed(
      groupId,
      await this.#deps.ask('group.nameCard', { groupId, nameCard, ...whose }),
    )
  }

  /** Of the own account where no other is named. */
  async setCustomField({
    groupID,
    userID,
    memberCustomField,
  }: {
    groupID: string
    memberCustomField: GroupField[]
    userID?: string
  }): Changed {
    assertGroupId(groupID)
    const whose = userID === undefined ? {} : { userId: userID }
    return this.#changed(
      groupID,
      await this.#deps.ask('group.memberCustom', {
        groupId: groupID,
        custom: memberCustomField,
        ...whose,
      }),
    )
  }

  /** Marks members of a live room or a community; marks of apps begin at 1000. */
  async mark({
    groupID,
    userIDList,
    markType,
    enableMark,
  }: {
    groupID: string
    userIDList: string[]
    markType: number
    enableMark: boolean
  }): Promise<ChatResult<{ groupID: string; userIDList: string[] }>> {
    assertGroupId(groupID)
    const { marked } = await this.#deps.ask('group.markMembers', {
      groupId: groupID,
      userIds: userIDList,
      mark: markType,
      enabled: enableMark,
    })
    return success({ groupID, userIDList: [...marked] })
  }

  #notLive(groupID: string): string {
    assertGroupId(groupID)
    if (this.#deps.live.is(groupID)) throw failure(sdkErrors.noNameCard)
    return groupID
  }

  async #changed(groupId: string, { member: wire }: { readonly member: WireGroupMember }): Changed {
    const member = memberOf(wire)
    const { me, book, groupOf } = this.#deps
    const { role, nameCard, memberCustomField, muteUntil } = member
    // A mute in a topic says nothing of the community.
    const isOfGroup = communityOf(groupId) === groupId
    if (member.userID === me() && isOfGroup) {
      book.updateSelf(groupId, { role, nameCard, memberCustomField, muteUntil })
    }
    return success({ group: await groupOf(communityOf(groupId)), member })
  }
}
