import type { GatewayEvents, WireConversation, WireTopic } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { groupConversationIdOf } from '../conversations/conversation-id.ts'
import type { Emitter } from '../events/emitter.ts'
import { assertGroupId, textOf } from '../groups/refusals.ts'
import { type ChatResult, success } from '../result.ts'
import { type Topic, topicOf } from './topic.ts'

export interface TopicServiceDeps {
  readonly ask: Ask
  readonly me: () => string
  readonly events: Emitter
  /** The conversation of a topic, where something is known of it. */
  readonly conversationOf: (conversationId: string) => Conversation | undefined
  /** Takes what the server says of the conversations of topics. */
  readonly load: (rows: readonly WireConversation[]) => void
}

export interface TopicProfileOptions {
  topicName?: string
  avatar?: string
  introduction?: string
  notification?: string
  customData?: string
}

interface FailedTopic {
  topicID: string
  code: number
  message: string
}

/** Topics of communities. What is unread in them is counted like in any conversation. */
export class TopicService {
  readonly #deps: TopicServiceDeps
  readonly #topics = new Map<string, Topic>()
  /** What apps were last told of each. */
  readonly #shown = new Map<string, string>()

  constructor(deps: TopicServiceDeps) {
    this.#deps = deps
  }

  readonly handlers = {
    'topic.changed': (change: GatewayEvents['topic.changed']) => this.#changed(change),
  }

  async create(
    options: TopicProfileOptions & { groupID: string; topicName: string; topicID?: string },
  ): Promise<ChatResult<{ topicID: string }>> {
    const { groupID, topicName, topicID } = options
    assertGroupId(groupID)
    const { topic } = await this.#deps.ask('topic.create', {
      ...paramsOf(options),
      groupId: groupID,
      name: topicName,
      random: Math.floor(Math.random() * 2 ** 32),
      ...(topicID === undefined || topicID === '' ? {} : { topicId: topicID }),
    })
    this.#take(topic)
    return success({ topicID: topic.topicId })
  }

  async update(
    options: TopicProfileOptions & { groupID: string; topicID: string; muteAllMembers?: boolean },
  ): Promise<ChatResult<{ topic: Topic }>> {
    const { topicID, topicName, muteAllMembers } = options
    assertGroupId(topicID)
    const { topic } = await this.#deps.ask('topic.update', {
      ...paramsOf(options),
      topicId: topicID,
      ...(topicName === undefined ? {} : { name: topicName }),
      ...(muteAllMembers === undefined ? {} : { muteAll: muteAllMembers }),
    })
    return success({ topic: this.#take(topic) })
  }

  /** Deletes some topics of a community, or all of them. */
  async delete({
    groupID,
    topicIDList = [],
  }: {
    groupID: string
    topicIDList?: string[]
  }): Promise<
    ChatResult<{ successTopicList: { topicID: string }[]; failureTopicList: FailedTopic[] }>
  > {
    assertGroupId(groupID)
    const asked = { groupId: groupID, topicIds: topicIDList }
    const { deleted, failed } = await this.#deps.ask('topic.delete', asked)
    for (const topicID of deleted) this.#forget(topicID)
    return success({
      successTopicList: deleted.map((topicID) => ({ topicID })),
      failureTopicList: failed.map(toFailed),
    })
  }

  /** Some topics of a community, or all of them. */
  async getList({
    groupID,
    topicIDList = [],
  }: {
    groupID: string
    topicIDList?: string[]
  }): Promise<ChatResult<{ successTopicList: Topic[]; failureTopicList: FailedTopic[] }>> {
    assertGroupId(groupID)
    const topics: WireTopic[] = []
    const failures: FailedTopic[] = []
    let cursor = ''
    do {
      const asked = { groupId: groupID, topicIds: topicIDList, cursor }
      const page = await this.#deps.ask('topic.list', asked)
      topics.push(...page.topics)
      failures.push(...page.failed.map(toFailed))
      cursor = page.cursor
    } while (cursor !== '')
    return success({
      successTopicList: topics.map((wire) => this.#take(wire)),
      failureTopicList: failures,
    })
  }

  /** Ids of the topics that something was asked or told of. */
  known(): string[] {
    return [...this.#topics.keys()]
  }

  /** Tells apps of topics in which something was written or read since they were last told. */
  show(): void {
    for (const topicId of this.#topics.keys()) {
      const topic = this.#view(topicId)
      if (!topic || this.#shown.get(topicId) === digestOf(topic)) continue
      this.#tell(topic)
    }
  }

  clear(): void {
    this.#topics.clear()
    this.#shown.clear()
  }

  #changed({ groupId, change, topicIds, topic }: GatewayEvents['topic.changed']): void {
    const { events } = this.#deps
    if (change === 'deleted') {
      for (const topicId of topicIds) this.#forget(topicId)
      events.emit('onTopicDeleted', { groupID: groupId, topicIDList: [...topicIds] })
      return
    }
    if (topic) this.#take(topic)
    if (change === 'updated') {
      for (const topicId of topicIds) {
        const shown = this.#view(topicId)
        if (shown) this.#tell(shown)
      }
      return
    }
    for (const topicID of topicIds) events.emit('onTopicCreated', { groupID: groupId, topicID })
  }

  #take(wire: WireTopic): Topic {
    const topic = topicOf(wire, this.#deps.me())
    const known = this.#topics.get(wire.topicId)
    // What goes to everybody says nothing of this account.
    if (known && !wire.self) topic.selfInfo = known.selfInfo
    this.#topics.set(wire.topicId, topic)
    if (wire.self) this.#deps.load([rowOf(wire, wire.self)])
    const shown = this.#view(wire.topicId) ?? topic
    if (wire.self) this.#shown.set(wire.topicId, digestOf(shown))
    return shown
  }

  #view(topicId: string): Topic | undefined {
    const topic = this.#topics.get(topicId)
    const conversation = this.#deps.conversationOf(groupConversationIdOf(topicId))
    if (!topic || !conversation) return topic
    const { unreadCount, lastMessage, groupAtInfoList, messageRemindType } = conversation
    const selfInfo = { ...topic.selfInfo, messageRemindType }
    return { ...topic, unreadCount, lastMessage, groupAtInfoList, selfInfo }
  }

  #tell(topic: Topic): void {
    this.#shown.set(topic.topicID, digestOf(topic))
    this.#deps.events.emit('onTopicUpdated', { groupID: topic.groupID, topic })
  }

  #forget(topicId: string): void {
    this.#topics.delete(topicId)
    this.#shown.delete(topicId)
  }
}

function digestOf({ unreadCount, lastMessage, groupAtInfoList, selfInfo }: Topic): string {
  const { lastSequence, isRevoked, messageForShow } = lastMessage
  const shown = [unreadCount, groupAtInfoList.length, selfInfo.messageRemindType]
  return JSON.stringify([...shown, lastSequence, isRevoked, messageForShow])
}

function paramsOf({ avatar, introduction, notification, customData }: TopicProfileOptions) {
  return {
    ...(avatar === undefined ? {} : { faceUrl: avatar }),
    ...(introduction === undefined ? {} : { introduction }),
    ...(notification === undefined ? {} : { notification }),
    ...(customData === undefined ? {} : { customString: customData }),
  }
}

function toFailed({ topicId, code }: { readonly topicId: string; readonly code: number }) {
  return { topicID: topicId, code, message: textOf(code) }
}

/** What a topic says of its conversation, in the form of a row of conversations. */
function rowOf(topic: WireTopic, self: NonNullable<WireTopic['self']>): WireConversation {
  return {
    conversationId: groupConversationIdOf(topic.topicId),
    userId: '',
    nick: topic.name,
    faceUrl: topic.faceUrl,
    unread: self.unread,
    pinned: false,
    lastSeq: topic.nextMessageSeq - 1,
    time: topic.lastMessageTime * 1_000,
    peerReadSeq: 0,
    readSeq: self.readSeq,
    remindType: self.msgFlag,
    group: {
      groupId: topic.topicId,
      communityId: topic.groupId,
      type: 'Community',
      mentions: self.mentions,
      ...(self.lastMessage ? { lastMessage: self.lastMessage } : {}),
    },
  }
}
