import type { Core } from './core.ts'
import type { AttributeService } from './groups/attribute-service.ts'
import type { HandleApplicationOptions } from './groups/application-service.ts'
import type { CounterService } from './groups/counter-service.ts'
import type { GroupMessageService } from './groups/group-message-service.ts'
import type {
  CreateGroupOptions,
  GroupService,
  JoinGroupOptions,
  UpdateGroupOptions,
} from './groups/group-service.ts'
import type { MemberListOptions, MemberService } from './groups/member-service.ts'
import { settle, whenReady } from './settle.ts'
import type { TopicService } from './topics/topic-service.ts'

type First<Method extends (options: never) => unknown> = Parameters<Method>[0]

/** The methods of the Web SDK about groups and topics. */
export function groupMethods(core: Core) {
  return {
    ...groups(core),
    ...membership(core),
    ...members(core),
    ...groupMessages(core),
    ...attributes(core),
    ...counters(core),
    ...topics(core),
  }
}

function groups(core: Core) {
  const { service } = core.groups
  return {
    /** The groups the account is in, without live rooms and communities with topics. */
    getGroupList: () => whenReady(core, () => service.getList()),
    getGroupProfile: (options: First<GroupService['getProfile']>) =>
      whenReady(core, () => service.getProfile(options)),
    /** A live room must be joined after it was made. */
    createGroup: (options: CreateGroupOptions) => whenReady(core, () => service.create(options)),
    dismissGroup: (groupID: string) => whenReady(core, () => service.dismiss(groupID)),
    updateGroupProfile: (options: UpdateGroupOptions) =>
      whenReady(core, () => service.update(options)),
    changeGroupOwner: (options: First<GroupService['transfer']>) =>
      whenReady(core, () => service.transfer(options)),
    /** By the exact id; Work groups are not found. */
    searchGroupByID: (groupID: string) => whenReady(core, () => service.search(groupID)),
    getGroupOnlineMemberCount: (groupID: string) =>
      whenReady(core, () => service.onlineCount(groupID)),
    getJoinedCommunityList: () => whenReady(core, () => service.getCommunities()),
  }
}

function membership(core: Core) {
  const { service, applications } = core.groups
  const { visitor } = core
  return {
    /**
     * `data.status` is one of `TYPES.JOIN_STATUS_…`. A live room leaves the one joined before. Before
     * the login pages join live rooms as visitors, who receive and cannot send; a login ends that.
     */
    joinGroup: (options: JoinGroupOptions) =>
      visitor.isPossible
        ? settle(visitor.join(options))
        : whenReady(core, () => service.join(options)),
    quitGroup: (groupID: string) =>
      visitor.isVisiting
        ? settle(visitor.quit(groupID))
        : whenReady(core, () => service.quit(groupID)),
    /** Applications and invitations that wait for an answer of the account. */
    getGroupApplicationList: () => whenReady(core, () => applications.getList()),
    /** Takes the notice of an application, or an item of the list. */
    handleGroupApplication: (options: HandleApplicationOptions) =>
      whenReady(core, () => applications.handle(options)),
  }
}

function members(core: Core) {
  const service = core.groups.members
  return {
    getGroupMemberList: (options: MemberListOptions) =>
      whenReady(core, () => service.getList(options)),
    getGroupMemberProfile: (options: First<MemberService['getProfiles']>) =>
      whenReady(core, () => service.getProfiles(options)),
    addGroupMember: (options: First<MemberService['add']>) =>
      whenReady(core, () => service.add(options)),
    deleteGroupMember: (options: First<MemberService['delete']>) =>
      whenReady(core, () => service.delete(options)),
    setGroupMemberMuteTime: (options: First<MemberService['setMuteTime']>) =>
      whenReady(core, () => service.setMuteTime(options)),
    setGroupMemberRole: (options: First<MemberService['setRole']>) =>
      whenReady(core, () => service.setRole(options)),
    setGroupMemberNameCard: (options: First<MemberService['setNameCard']>) =>
      whenReady(core, () => service.setNameCard(options)),
    setGroupMemberCustomField: (options: First<MemberService['setCustomField']>) =>
      whenReady(core, () => service.setCustomField(options)),
    markGroupMemberList: (options: First<MemberService['mark']>) =>
      whenReady(core, () => service.mark(options)),
  }
}

function groupMessages(core: Core) {
  const { messages } = core.groups
  return {
    pinGroupMessage: (options: First<GroupMessageService['pin']>) =>
      whenReady(core, () => messages.pin(options)),
    getPinnedGroupMessageList: (groupID: string) =>
      whenReady(core, () => messages.getPinned(groupID)),
    getGroupMessageReadMemberList: (options: First<GroupMessageService['getReadMembers']>) =>
      whenReady(core, () => messages.getReadMembers(options)),
  }
}

function attributes(core: Core) {
  const service = core.groups.attributes
  return {
    /** Replaces all attributes; 10056 where somebody else was first: read them and try again. */
    initGroupAttributes: (options: First<AttributeService['init']>) =>
      whenReady(core, () => service.init(options)),
    setGroupAttributes: (options: First<AttributeService['set']>) =>
      whenReady(core, () => service.set(options)),
    deleteGroupAttributes: (options: First<AttributeService['delete']>) =>
      whenReady(core, () => service.delete(options)),
    getGroupAttributes: (options: First<AttributeService['get']>) =>
      whenReady(core, () => service.get(options)),
  }
}

function counters(core: Core) {
  const service = core.groups.counters
  return {
    setGroupCounters: (options: First<CounterService['set']>) =>
      whenReady(core, () => service.set(options)),
    increaseGroupCounter: (options: First<CounterService['increase']>) =>
      whenReady(core, () => service.increase(options)),
    decreaseGroupCounter: (options: First<CounterService['decrease']>) =>
      whenReady(core, () => service.decrease(options)),
    getGroupCounters: (options: First<CounterService['get']>) =>
      whenReady(core, () => service.get(options)),
  }
}

function topics(core: Core) {
  const service = core.groups.topics
  return {
    createTopicInCommunity: (options: First<TopicService['create']>) =>
      whenReady(core, () => service.create(options)),
    deleteTopicFromCommunity: (options: First<TopicService['delete']>) =>
      whenReady(core, () => service.delete(options)),
    updateTopicProfile: (options: First<TopicService['update']>) =>
      whenReady(core, () => service.update(options)),
    getTopicList: (options: First<TopicService['getList']>) =>
      whenReady(core, () => service.getList(options)),
  }
}
