import type { MediaOptions } from './messages/media.ts'
import type { AudioPayload, FilePayload, ImagePayload, VideoPayload } from './messages/payload.ts'
import type { Timing } from './connection/timing.ts'
import type { ConversationFilter, DeleteOptions } from './conversations/conversation-service.ts'
import type { RemindOptions } from './conversations/conversation-settings.ts'
import type { AllReceiveOption } from './conversations/receive-option.ts'
import { Core } from './core.ts'
import { groupMethods } from './chat-groups.ts'
import type { Handler } from './events/event-map.ts'
import {
  createMessage,
  type MessageOptions,
  type TextAtPayload,
} from './messages/create-message.ts'
import { getMessageList, type MessageListOptions } from './messages/history.ts'
import type { MessageExtension } from './messages/extensions.ts'
import type { Message } from './messages/message.ts'
import type {
  CustomPayload,
  FacePayload,
  LocationPayload,
  MergerPayload,
  TextPayload,
} from './messages/payload.ts'
import { getMessageListHopping, type HoppingOptions } from './messages/hopping.ts'
import { type MergerOptions, mergerPayload, refuseUnforwardable } from './messages/merger.ts'
import type { SendOptions } from './messages/send-params.ts'
import type { CreateOptions } from './options.ts'
import type { ProfileChanges } from './profiles/profile.ts'
import type { AddFriendOptions, UpdateFriendOptions } from './relations/friend-service.ts'
import { success } from './result.ts'
import type { LoginOptions } from './session/session.ts'
import { settle, whenReady } from './settle.ts'
import { createUnavailable } from './unavailable.ts'

/** An instance of the SDK: the methods of the Web SDK. None needs `this`, so they can be passed around. */
export type ChatSDK = ReturnType<typeof createChat>

/** @param destroyed - the instance is of no use any more. */
export function createChat(options: CreateOptions, timing: Timing, destroyed: () => void) {
  const core = new Core(options, timing)
  return {
    ...createUnavailable(),
    ...lifecycle(core, destroyed),
    ...creators(core),
    ...messages(core),
    ...messageState(core),
    ...conversations(core),
    ...people(core),
    ...statuses(core),
    ...friends(core),
    ...friendLists(core),
    ...followers(core),
    ...groupMethods(core),
  }
}

function lifecycle(core: Core, destroyed: () => void) {
  const { session, visitor, events } = core
  return {
    /** Signs in; wait for `SDK_READY` before anything else. */
    login: (options: LoginOptions) => settle(session.login(options)),
    /** Signs out and forgets everything of the account; handlers stay registered. */
    logout() {
      visitor.end()
      return settle(session.logout())
    },
    /** Signs out, removes all handlers and frees the SDKAppID for a new instance. */
    async destroy() {
      visitor.end()
      const result = await session.logout()
      events.emit('sdkDestroy', undefined)
      events.clear()
      destroyed()
      return result
    },
    isReady: (): boolean => session.isReady,
    /** The UserID that is logged in, or an empty text. */
    getLoginUser: (): string => session.userId,
    /** Unix seconds by the server's clock. */
    getServerTime: (): number => core.serverTime(),
    setLogLevel: (level: number): void => core.logger.setLevel(level),
    on: <Name extends string>(name: Name, handler: Handler<Name>, context?: unknown): void =>
      events.on(name, handler, context),
    once: <Name extends string>(name: Name, handler: Handler<Name>, context?: unknown): void =>
      events.once(name, handler, context),
    /** Removes a handler; needs the same function that was registered. */
    off: <Name extends string>(
      name: Name,
      handler: Handler<Name>,
      context?: unknown,
      once?: boolean,
    ): void => events.off(name, handler, context, once),
    /** Accepted for the sake of apps that call it; what plugins added is built in or absent. */
    registerPlugin: (_plugins?: unknown): void => {},
    /** Accepted for the sake of apps that call it. */
    use: (_plugin?: unknown, _subPlugins?: unknown[]): void => {},
    /** Answers that nothing experimental is on. */
    callExperimentalAPI: (_key?: string, _options?: unknown) =>
      Promise.resolve(success({ enabled: false })),
  }
}

function creators(core: Core) {
  return {
    createTextMessage: (options: MessageOptions<TextPayload>): Message<TextPayload> =>
      build(core, 'TIMTextElem', options, options.payload),
    /** Mentions members of a group, or all of them. */
    createTextAtMessage(options: MessageOptions<TextAtPayload>): Message<TextPayload> {
      const { text, atUserList } = options.payload
      const message = build(core, 'TIMTextElem', options, { text })
      return Object.assign(message, { atUserList: [...atUserList] })
    },
    createImageMessage: (options: MediaOptions): Message<ImagePayload> =>
      build(core, 'TIMImageElem', options, core.media.begin('TIMImageElem', options)),
    createAudioMessage: (options: MediaOptions): Message<AudioPayload> =>
      build(core, 'TIMSoundElem', options, core.media.begin('TIMSoundElem', options)),
    createVideoMessage: (options: MediaOptions): Message<VideoPayload> =>
      build(core, 'TIMVideoFileElem', options, core.media.begin('TIMVideoFileElem', options)),
    createFileMessage: (options: MediaOptions): Message<FilePayload> =>
      build(core, 'TIMFileElem', options, core.media.begin('TIMFileElem', options)),
    createCustomMessage: (
      options: MessageOptions<Pick<CustomPayload, 'data'> & Partial<CustomPayload>>,
    ): Message<CustomPayload> =>
      build(core, 'TIMCustomElem', options, { description: '', extension: '', ...options.payload }),
    createFaceMessage: (options: MessageOptions<FacePayload>): Message<FacePayload> =>
      build(core, 'TIMFaceElem', options, options.payload),
    createLocationMessage: (options: MessageOptions<LocationPayload>): Message<LocationPayload> =>
      build(core, 'TIMLocationElem', options, options.payload),
    /** Copies a message for somebody else. */
    createForwardMessage(options: MessageOptions<Message>): Message {
      refuseUnforwardable(options.payload)
      return build(core, options.payload.type, options, options.payload.payload)
    },
    /** Several sent messages as one; 2503 where the list cannot be merged. */
    createMergerMessage: (options: MessageOptions<MergerOptions>): Message<MergerPayload> =>
      build(core, 'TIMRelayElem', options, mergerPayload(options.payload)),
  }
}

function messages(core: Core) {
  const { session, sender, recall, messages: store, take, groups } = core
  const local = (id: string) => (session.isReady ? groups.localHistory(id) : undefined)
  return {
    sendMessage: (message: Message, options?: SendOptions) => settle(sender.send(message, options)),
    resendMessage: (message: Message, options?: SendOptions) =>
      settle(sender.resend(message, options)),
    revokeMessage: (message: Message) => settle(recall.revoke(message)),
    /** Looks among the messages this instance has seen; `null` where it has not. */
    findMessage: (id: string): Message | null => store.find(id) ?? null,
    /** Reads 15 messages, backwards from the newest. */
    getMessageList: (options: MessageListOptions) =>
      settle(getMessageList({ ask: session.ask, store, take, local }, options)),
  }
}

/** What happens to messages after they were sent. */
function messageState(core: Core) {
  const { edits, extensions, reactions, merger, session, messages: store, take } = core
  const local = (id: string) => (session.isReady ? core.groups.localHistory(id) : undefined)
  const download = (message: Message) => settle(merger.download(message))
  return {
    downloadMergerMessage: download,
    downloadMergeMessage: download,
    /** Reads up to 15 messages from a time on, older or newer ones. */
    getMessageListHopping: (options: HoppingOptions) =>
      settle(
        getMessageListHopping(
          { ask: session.ask, store, take, local, now: () => core.serverTime() },
          options,
        ),
      ),
    /** Stores what was changed in a message; rejects with 2480 and the newest one on a conflict. */
    modifyMessage: (message: Message) => settle(edits.modify(message)),
    /** Takes up to 50 messages out of the own view. */
    deleteMessage: (messageList: Message[]) => settle(edits.delete(messageList)),
    sendMessageReadReceipt: (messageList: Message[]) => settle(edits.sendReceipts(messageList)),
    getMessageReadReceiptList: (messageList: Message[]) => settle(edits.getReceipts(messageList)),
    setMessageExtensions: (message: Message, list: MessageExtension[]) =>
      settle(extensions.set(message, list)),
    getMessageExtensions: (message: Message, keyList?: string[]) =>
      settle(extensions.get(message, keyList)),
    /** Removes some keys, or without a list all. */
    deleteMessageExtensions: (message: Message, keyList?: string[]) =>
      settle(extensions.delete(message, keyList)),
    addMessageReaction: (message: Message, reactionID: string) =>
      settle(reactions.add(message, reactionID)),
    removeMessageReaction: (message: Message, reactionID: string) =>
      settle(reactions.remove(message, reactionID)),
    getMessageReactions: (options: Parameters<typeof reactions.get>[0]) =>
      settle(reactions.get(options)),
    getAllUserListOfMessageReaction: (options: Parameters<typeof reactions.users>[0]) =>
      settle(reactions.users(options)),
  }
}

function conversations(core: Core) {
  const service = core.conversations
  return {
    setMessageRead: (options: { conversationID: string }) =>
      whenReady(core, () => service.setRead(options)),
    getConversationList: (asked?: readonly string[] | ConversationFilter) =>
      whenReady(core, () => service.getList(asked)),
    getConversationProfile: (id: string) => whenReady(core, () => service.getProfile(id)),
    deleteConversation: (asked: string | DeleteOptions) =>
      whenReady(core, () => service.delete(asked)),
    pinConversation: (options: { conversationID: string; isPinned: boolean }) =>
      whenReady(core, () => service.pin(options)),
    getTotalUnreadMessageCount: (): number => core.totalUnread(),
    ...conversationSettings(core),
    ...conversationGroups(core),
  }
}

function conversationSettings(core: Core) {
  const { settings, receiveOptions } = core.conversationExtras
  return {
    /** Clears the own history of a conversation, which stays in the list. */
    clearHistoryMessage: (id: string) => whenReady(core, () => settings.clear(id)),
    /** Keeps a draft on this device alone. */
    setConversationDraft: (options: { conversationID: string; draftText: string }) =>
      whenReady(core, () => settings.setDraft(options)),
    /** How messages of up to 30 users are received; other devices follow. */
    setMessageRemindType: (options: RemindOptions) =>
      whenReady(core, () => settings.setRemindType(options)),
    setAllMessageRead: (options?: { scope?: string }) =>
      whenReady(core, () => settings.readAll(options)),
    /** Do-not-disturb of the whole account. */
    setAllReceiveMessageOpt: (options: AllReceiveOption) =>
      whenReady(core, () => receiveOptions.set(options)),
    getAllReceiveMessageOpt: () => whenReady(core, () => receiveOptions.get()),
    setConversationCustomData: (options: { conversationIDList: string[]; customData: string }) =>
      whenReady(core, () => settings.setCustomData(options)),
    markConversation: (options: {
      conversationIDList: string[]
      markType: number
      enableMark: boolean
    }) => whenReady(core, () => settings.mark(options)),
  }
}

function conversationGroups(core: Core) {
  const { groups } = core.conversationExtras
  type Members = { conversationIDList: string[]; groupName: string }
  return {
    getConversationGroupList: () => whenReady(core, () => groups.list()),
    createConversationGroup: (options: Members) => whenReady(core, () => groups.create(options)),
    deleteConversationGroup: (groupName: string) => whenReady(core, () => groups.delete(groupName)),
    renameConversationGroup: (options: { oldName: string; newName: string }) =>
      whenReady(core, () => groups.rename(options)),
    addConversationsToGroup: (options: Members) => whenReady(core, () => groups.add(options)),
    deleteConversationsFromGroup: (options: Members) =>
      whenReady(core, () => groups.remove(options)),
  }
}

function people(core: Core) {
  const { profiles } = core
  return {
    getMyProfile: () => settle(profiles.getMine()),
    updateMyProfile: (changes: ProfileChanges) => settle(profiles.updateMine(changes)),
    getUserProfile: (options: { userIDList: string[] }) => settle(profiles.get(options)),
  }
}

function statuses(core: Core) {
  const service = core.statuses
  return {
    /** Says something of the own account to whoever asks; an empty text takes it back. */
    setSelfStatus: (options: { customStatus: string }) =>
      whenReady(core, () => service.setSelf(options)),
    getUserStatus: (options: { userIDList: string[] }) =>
      whenReady(core, () => service.get(options)),
    /** Has changes told by `USER_STATUS_UPDATED`, over reconnections. */
    subscribeUserStatus: (options: { userIDList: string[] }) =>
      whenReady(core, () => service.subscribe(options)),
    unsubscribeUserStatus: (options?: { userIDList?: string[] }) =>
      whenReady(core, () => service.unsubscribe(options)),
  }
}

function friends(core: Core) {
  const { friends: service, applications } = core.relations
  return {
    /** The own friends; read from memory after the first time. */
    getFriendList: () => settle(service.getList()),
    /** `data.code` is 0 for a friend, 30539 for one who must confirm. */
    addFriend: (options: AddFriendOptions) => settle(service.add(options)),
    deleteFriend: (options: { userIDList: string[]; type?: string }) =>
      settle(service.delete(options)),
    checkFriend: (options: { userIDList: string[]; type?: string }) =>
      settle(service.check(options)),
    getFriendProfile: (options: { userIDList: string[] }) => settle(service.getProfiles(options)),
    updateFriend: (options: UpdateFriendOptions) => settle(service.update(options)),
    getFriendApplicationList: () => settle(applications.getList()),
    acceptFriendApplication: (options: { userID: string; remark?: string; type?: string }) =>
      settle(applications.accept(options)),
    refuseFriendApplication: (options: { userID: string }) => settle(applications.refuse(options)),
    deleteFriendApplication: (options: { userID: string; type: string }) =>
      settle(applications.delete(options)),
    setFriendApplicationRead: () => settle(applications.setRead()),
  }
}

function friendLists(core: Core) {
  const { groups, blocklist } = core.relations
  return {
    getFriendGroupList: () => settle(groups.getList()),
    createFriendGroup: (options: { name: string; userIDList?: string[] }) =>
      settle(groups.create(options)),
    deleteFriendGroup: (options: { name: string }) => settle(groups.delete(options)),
    addToFriendGroup: (options: { name: string; userIDList: string[] }) =>
      settle(groups.add(options)),
    removeFromFriendGroup: (options: { name: string; userIDList: string[] }) =>
      settle(groups.remove(options)),
    renameFriendGroup: (options: { oldName: string; newName: string }) =>
      settle(groups.rename(options)),
    getBlacklist: () => settle(blocklist.get()),
    addToBlacklist: (options: { userIDList: string[] }) => settle(blocklist.add(options)),
    removeFromBlacklist: (options: { userIDList: string[] }) => settle(blocklist.remove(options)),
  }
}

function followers(core: Core) {
  const { follow } = core.relations
  return {
    followUser: (userIDList: string[]) => settle(follow.follow(userIDList)),
    unfollowUser: (userIDList: string[]) => settle(follow.unfollow(userIDList)),
    getMyFollowersList: (nextCursor?: string) => settle(follow.getList('followers', nextCursor)),
    getMyFollowingList: (nextCursor?: string) => settle(follow.getList('following', nextCursor)),
    getMutualFollowersList: (nextCursor?: string) => settle(follow.getList('mutual', nextCursor)),
    /** Of the own account where nobody is named. */
    getUserFollowInfo: (userIDList?: string[]) => settle(follow.getInfo(userIDList)),
    checkFollowType: (userIDList: string[]) => settle(follow.checkType(userIDList)),
  }
}

function build<Payload>(
  core: Core,
  type: string,
  options: MessageOptions<unknown>,
  payload: Payload,
): Message<Payload> {
  const message = createMessage(type, { ...options, payload }, core.author())
  // It was made from this payload a line above.
  return message as Message<Payload>
}
