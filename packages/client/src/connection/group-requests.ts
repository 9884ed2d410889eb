import type {
  groupAddMembers,
  groupApplications,
  groupAttributes,
  groupAttributesDelete,
  groupAttributesInit,
  groupAttributesSet,
  groupBan,
  groupCounters,
  groupCountersDecrease,
  groupCountersIncrease,
  groupCountersSet,
  groupCreate,
  groupDismiss,
  groupGetProfiles,
  groupHandleApplication,
  groupJoin,
  groupList,
  groupMarkMembers,
  groupMemberCustom,
  groupMemberProfiles,
  groupMembers,
  groupMsgFlag,
  groupMute,
  groupNameCard,
  groupOnlineCount,
  groupQuit,
  groupRemoveMembers,
  groupSearch,
  groupSetRole,
  groupTransfer,
  groupUpdate,
  topicCreate,
  topicDelete,
  topicList,
  topicUpdate,
} from '@yanshu/protocol'

/** The gateway requests about groups and topics, by name. */
export interface GroupRequests {
  'group.create': typeof groupCreate
  'group.dismiss': typeof groupDismiss
  'group.update': typeof groupUpdate
  'group.transfer': typeof groupTransfer
  'group.list': typeof groupList
  'group.get': typeof groupGetProfiles
  'group.search': typeof groupSearch
  'group.join': typeof groupJoin
  'group.quit': typeof groupQuit
  'group.msgFlag': typeof groupMsgFlag
  'group.onlineCount': typeof groupOnlineCount
  'group.addMembers': typeof groupAddMembers
  'group.removeMembers': typeof groupRemoveMembers
  'group.members': typeof groupMembers
  'group.memberProfiles': typeof groupMemberProfiles
  'group.setRole': typeof groupSetRole
  'group.mute': typeof groupMute
  'group.nameCard': typeof groupNameCard
  'group.memberCustom': typeof groupMemberCustom
  'group.ban': typeof groupBan
  'group.markMembers': typeof groupMarkMembers
  'group.applications': typeof groupApplications
  'group.handleApplication': typeof groupHandleApplication
  'group.attributes': typeof groupAttributes
  'group.attributes.init': typeof groupAttributesInit
  'group.attributes.set': typeof groupAttributesSet
  'group.attributes.delete': typeof groupAttributesDelete
  'group.counters': typeof groupCounters
  'group.counters.set': typeof groupCountersSet
  'group.counters.increase': typeof groupCountersIncrease
  'group.counters.decrease': typeof groupCountersDecrease
  'topic.create': typeof topicCreate
  'topic.update': typeof topicUpdate
  'topic.delete': typeof topicDelete
  'topic.list': typeof topicList
}
