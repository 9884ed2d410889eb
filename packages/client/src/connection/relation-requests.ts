import type {
  applicationAccept,
  applicationDelete,
  applicationList,
  applicationRead,
  applicationRefuse,
  blocklistAdd,
  blocklistList,
  blocklistRemove,
  followAddSome,
  followCheckSome,
  followInfo,
  followListPage,
  followRemoveSome,
  friendAddOne,
  friendChange,
  friendCheckSome,
  friendGetSome,
  friendGroupAdd,
  friendGroupCreate,
  friendGroupDelete,
  friendGroupList,
  friendGroupRemove,
  friendGroupRename,
  friendList,
  friendRemove,
} from '@yanshu/protocol'

/** The requests about friends, blocklists and followers. */
export interface RelationRequests {
  'friend.list': typeof friendList
  'friend.get': typeof friendGetSome
  'friend.add': typeof friendAddOne
  'friend.delete': typeof friendRemove
  'friend.check': typeof friendCheckSome
  'friend.update': typeof friendChange
  'application.list': typeof applicationList
  'application.read': typeof applicationRead
  'application.accept': typeof applicationAccept
  'application.refuse': typeof applicationRefuse
  'application.delete': typeof applicationDelete
  'friendGroup.list': typeof friendGroupList
  'friendGroup.create': typeof friendGroupCreate
  'friendGroup.delete': typeof friendGroupDelete
  'friendGroup.rename': typeof friendGroupRename
  'friendGroup.add': typeof friendGroupAdd
  'friendGroup.remove': typeof friendGroupRemove
  'blocklist.list': typeof blocklistList
  'blocklist.add': typeof blocklistAdd
  'blocklist.remove': typeof blocklistRemove
  'follow.add': typeof followAddSome
  'follow.remove': typeof followRemoveSome
  'follow.list': typeof followListPage
  'follow.check': typeof followCheckSome
  'follow.info': typeof followInfo
}
