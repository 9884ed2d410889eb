import type { KickReason } from '@yanshu/protocol'
import type { Conversation } from '../conversations/conversation.ts'
import type { AllReceiveOption } from '../conversations/receive-option.ts'
import type { Group } from '../groups/group.ts'
import type { PinnedMessageChange } from '../groups/group-message-service.ts'
import type { ReadReceipt } from '../messages/changes.ts'
import type { MessageExtension } from '../messages/extensions.ts'
import type { Message } from '../messages/message.ts'
import type { MessageReaction } from '../messages/reactions.ts'
import type { Profile } from '../profiles/profile.ts'
import type { UserStatus } from '../status/status-service.ts'
import type { FriendApplications } from '../relations/application-service.ts'
import type { FollowListChange } from '../relations/follow-service.ts'
import type { Topic } from '../topics/topic.ts'
import type { Friend, FriendGroup } from '../relations/friend.ts'

export type NetState = 'connected' | 'connecting' | 'disconnected'

/** What `event.data` holds, by event string. Events that are never sent are not listed. */
export interface ChatEvents {
  sdkStateReady: undefined
  sdkStateNotReady: undefined
  sdkDestroy: undefined
  onMessageReceived: Message[]
  onMessageRevoked: Message[]
  onMessageReadByPeer: Message[]
  onMessageModified: Message[]
  onMessageReadReceiptReceived: ReadReceipt[]
  onMessageExtensionsUpdated: { messageID: string; extensions: MessageExtension[] }
  onMessageExtensionsDeleted: { messageID: string; keyList: string[] }
  onMessageReactionsUpdated: { messageID: string; reactionList: MessageReaction[] }
  onConversationListUpdated: Conversation[]
  onTotalUnreadMessageCountUpdated: number
  onConversationGroupListUpdated: string[]
  onConversationInGroupUpdated: { groupName: string; conversationList: Conversation[] }
  onAllReceiveMessageOptUpdated: AllReceiveOption
  onGroupListUpdated: Group[]
  groupAttributesUpdated: { groupID: string; groupAttributes: Record<string, string> }
  onGroupCounterUpdated: { groupID: string; key: string; value: number }
  onTopicCreated: { groupID: string; topicID: string }
  onTopicDeleted: { groupID: string; topicIDList: string[] }
  onTopicUpdated: { groupID: string; topic: Topic }
  onPinnedGroupMessageUpdated: PinnedMessageChange
  onProfileUpdated: Profile[]
  onUserStatusUpdated: UserStatus[]
  onFriendListUpdated: Friend[]
  onFriendGroupListUpdated: FriendGroup[]
  onFriendApplicationListUpdated: FriendApplications
  blacklistUpdated: string[]
  onMyFollowersListUpdated: FollowListChange
  onMyFollowingListUpdated: FollowListChange
  onMutualFollowersListUpdated: FollowListChange
  kickedOut: { type: KickReason }
  error: { code: number; message: string }
  netStateChange: { state: NetState }
}

/** What an event handler is called with. */
export interface ChatEvent<Name extends string = string, Data = unknown> {
  readonly name: Name
  readonly data: Data
}

export type DataOf<Name extends string> = Name extends keyof ChatEvents ? ChatEvents[Name] : unknown
export type Handler<Name extends string> = (event: ChatEvent<Name, DataOf<Name>>) => void
