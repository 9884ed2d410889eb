import type {
  conversationClear,
  conversationCustomData,
  conversationDelete,
  conversationGet,
  conversationGroupChange,
  conversationGroupCreate,
  conversationGroupDelete,
  conversationGroupList,
  conversationGroupRename,
  conversationList,
  conversationMark,
  conversationPin,
  conversationReadAll,
  conversationRemind,
  receiveOptionGet,
  receiveOptionSet,
} from '@yanshu/protocol'

/** The gateway requests about conversations, by name. */
export interface ConversationRequests {
  'conversation.list': typeof conversationList
  'conversation.get': typeof conversationGet
  'conversation.delete': typeof conversationDelete
  'conversation.pin': typeof conversationPin
  'conversation.clear': typeof conversationClear
  'conversation.readAll': typeof conversationReadAll
  'conversation.mark': typeof conversationMark
  'conversation.customData': typeof conversationCustomData
  'conversation.remind': typeof conversationRemind
  'receiveOption.set': typeof receiveOptionSet
  'receiveOption.get': typeof receiveOptionGet
  'conversationGroup.list': typeof conversationGroupList
  'conversationGroup.create': typeof conversationGroupCreate
  'conversationGroup.delete': typeof conversationGroupDelete
  'conversationGroup.rename': typeof conversationGroupRename
  'conversationGroup.change': typeof conversationGroupChange
}
