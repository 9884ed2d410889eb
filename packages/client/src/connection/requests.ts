import type {
  fileSign,
  login,
  logout,
  messageDelete,
  messageExtensions,
  messageExtensionsSet,
  messageHistory,
  messageHistoryAt,
  messageMerged,
  messageMergedPut,
  messageModify,
  messageReactionAdd,
  messageReactionRemove,
  messageReactions,
  messageReactionUsers,
  messageRead,
  messageRecall,
  messageReceipt,
  messageReceipts,
  messageSend,
  ParamsOf,
  ping,
  presenceGet,
  presenceSetSelf,
  presenceSubscribe,
  presenceUnsubscribe,
  profileGet,
  profileSet,
  ResultOf,
  sync,
  visit,
} from '@yanshu/protocol'
import type { ConversationRequests } from './conversation-requests.ts'
import type { GroupMessageRequests } from './group-message-requests.ts'
import type { GroupRequests } from './group-requests.ts'
import type { RelationRequests } from './relation-requests.ts'

/** The gateway requests the SDK makes, by name. Only types: the schemas stay out of the bundle. */
interface GatewayRequests
  extends RelationRequests, ConversationRequests, GroupRequests, GroupMessageRequests {
  login: typeof login
  logout: typeof logout
  ping: typeof ping
  sync: typeof sync
  visit: typeof visit
  'message.send': typeof messageSend
  'message.recall': typeof messageRecall
  'message.history': typeof messageHistory
  'message.read': typeof messageRead
  'message.modify': typeof messageModify
  'message.historyAt': typeof messageHistoryAt
  'message.merged': typeof messageMerged
  'message.merged.put': typeof messageMergedPut
  'message.delete': typeof messageDelete
  'message.receipt': typeof messageReceipt
  'message.receipts': typeof messageReceipts
  'message.extensions': typeof messageExtensions
  'message.extensions.set': typeof messageExtensionsSet
  'message.reaction.add': typeof messageReactionAdd
  'message.reaction.remove': typeof messageReactionRemove
  'message.reactions': typeof messageReactions
  'message.reaction.users': typeof messageReactionUsers
  'file.sign': typeof fileSign
  'profile.get': typeof profileGet
  'profile.set': typeof profileSet
  'presence.get': typeof presenceGet
  'presence.setSelf': typeof presenceSetSelf
  'presence.subscribe': typeof presenceSubscribe
  'presence.unsubscribe': typeof presenceUnsubscribe
}

export type RequestName = keyof GatewayRequests
export type RequestParams<Name extends RequestName> = ParamsOf<GatewayRequests[Name]>
export type RequestResult<Name extends RequestName> = ResultOf<GatewayRequests[Name]>

/** Asks the gateway and waits for its answer, over reconnections. */
export type Ask = <Name extends RequestName>(
  name: Name,
  params: RequestParams<Name>,
) => Promise<RequestResult<Name>>
