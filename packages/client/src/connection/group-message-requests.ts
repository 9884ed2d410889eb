import type {
  groupClearHistory,
  groupDeleteMessages,
  groupExtensions,
  groupExtensionsSet,
  groupHistory,
  groupModify,
  groupPin,
  groupPinned,
  groupReactionAdd,
  groupReactionRemove,
  groupReactions,
  groupReactionUsers,
  groupRead,
  groupRecall,
  groupReceiptMembers,
  groupReceipts,
  groupSend,
  groupSendReceipts,
} from '@yanshu/protocol'

/** The gateway requests about messages of groups and topics, by name. */
export interface GroupMessageRequests {
  'group.send': typeof groupSend
  'group.recall': typeof groupRecall
  'group.modify': typeof groupModify
  'group.deleteMessages': typeof groupDeleteMessages
  'group.history': typeof groupHistory
  'group.clearHistory': typeof groupClearHistory
  'group.read': typeof groupRead
  'group.sendReceipts': typeof groupSendReceipts
  'group.receipts': typeof groupReceipts
  'group.receiptMembers': typeof groupReceiptMembers
  'group.extensions': typeof groupExtensions
  'group.extensions.set': typeof groupExtensionsSet
  'group.reaction.add': typeof groupReactionAdd
  'group.reaction.remove': typeof groupReactionRemove
  'group.reactions': typeof groupReactions
  'group.reaction.users': typeof groupReactionUsers
  'group.pin': typeof groupPin
  'group.pinned': typeof groupPinned
}
