import { EVENT } from './constants/event.ts'
import { TSignaling } from './constants/signaling.ts'
import { TYPES } from './constants/types.ts'
import { create } from './create.ts'

/** The version of the Web SDK whose surface this is; user-interface kits read it. */
const VERSION = '3.6.6'

/** The SDK under the name of our own. */
export const Chat = { create, EVENT, TYPES, TSignaling, VERSION } as const

// oxlint-disable-next-line import/no-default-export -- apps of the Web SDK write `import TencentCloudChat from`
export default Chat

export { create, EVENT, TSignaling, TYPES, VERSION }
export type { ChatSDK } from './chat.ts'
export { ChatError } from './errors.ts'
export type { FrameWatcher } from './connection/connection.ts'
export type { Socket, SocketClass } from './connection/socket.ts'
export type { Conversation, LastMessage } from './conversations/conversation.ts'
export type { ConversationFilter, DeleteOptions } from './conversations/conversation-service.ts'
export type { BatchOutcome } from './conversations/batch-outcome.ts'
export type { RemindOptions } from './conversations/conversation-settings.ts'
export type { AllReceiveOption } from './conversations/receive-option.ts'
export type { ChatEvent, ChatEvents, Handler, NetState } from './events/event-map.ts'
export type { MessageOptions, TextAtPayload } from './messages/create-message.ts'
export type { ReadReceipt } from './messages/changes.ts'
export type { ExtensionResult, MessageExtension } from './messages/extensions.ts'
export type { MessageReaction } from './messages/reactions.ts'
export type { HoppingOptions, HoppingPage } from './messages/hopping.ts'
export type { MergerOptions } from './messages/merger.ts'
export type { MessageListOptions, MessagePage } from './messages/history.ts'
export type { Message, UserInfo } from './messages/message.ts'
export type * from './messages/payload.ts'
export type { SendOptions } from './messages/send-params.ts'
export type { CreateOptions } from './options.ts'
export type { GroupAtInfo } from './conversations/mentions.ts'
export type { GroupApplication, HandleApplicationOptions } from './groups/application-service.ts'
export type { Group, GroupField, GroupMember, GroupSelf } from './groups/group.ts'
export type { PinnedMessageChange, ReadMembers } from './groups/group-message-service.ts'
export type {
  CreateGroupOptions,
  JoinGroupOptions,
  UpdateGroupOptions,
} from './groups/group-service.ts'
export type { AddedMembers, MemberListOptions } from './groups/member-service.ts'
export type { GroupSystemNoticePayload } from './groups/notices.ts'
export type { GroupTipPayload, NewGroupProfile, TipMemberInfo } from './groups/tip-payload.ts'
export type { Topic, TopicSelf } from './topics/topic.ts'
export type { Profile, ProfileChanges } from './profiles/profile.ts'
export type { FriendApplications } from './relations/application-service.ts'
export type { FollowInfo, FollowListChange, FollowPage } from './relations/follow-service.ts'
export type {
  BatchResult,
  FailedUser,
  Friend,
  FriendApplication,
  FriendGroup,
} from './relations/friend.ts'
export type { FriendGroupResult } from './relations/friend-group-service.ts'
export type { AddFriendOptions, UpdateFriendOptions } from './relations/friend-service.ts'
export type { ChatResult } from './result.ts'
export type { LoginData, LoginOptions } from './session/session.ts'
export type { StatusFailure, UserStatus, UserStatusResult } from './status/status-service.ts'
