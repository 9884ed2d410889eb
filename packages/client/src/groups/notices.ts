import type { NoticeType, WireGroupNotice } from '@yanshu/protocol'
import { noticeTypes } from '@yanshu/protocol/gateway/group'
import { SYSTEM_CONVERSATION } from '../conversations/conversation-id.ts'
import { emptyMessage, type Message, type UserInfo } from '../messages/message.ts'
import { infoOf } from './tip-payload.ts'

/** The payload of a notice about a group. */
export interface GroupSystemNoticePayload {
  operatorID: string
  /** 1 an application … 10, and 255 what the app itself sends. */
  operationType: number
  groupProfile: { groupID: string; name: string; type: string }
  /** What the applicant or the operator wrote, or why. */
  handleMessage: string
  /** What the app sends along. */
  userDefinedField: string
  operatorInfo: UserInfo
  /** What an application is answered by. */
  authentication: string
}

/** What the Web SDK calls a notice that the app sends. */
const CUSTOM = 255

/** Notices that are kept to be read. */
const KEPT = 200

/** These only bring this instance up to date. */
const silent: ReadonlySet<NoticeType> = new Set([
  noticeTypes.read,
  noticeTypes.muted,
  noticeTypes.receiveOption,
])

/** The account's own doings on other devices are no news to it. */
const uncounted: ReadonlySet<NoticeType> = new Set([noticeTypes.created, noticeTypes.quit])

/** Notices about groups; they come while this instance is connected and are kept here alone. */
export class Notices {
  #messages: Message[] = []
  #sequence = 0

  /** Makes a message of a notice; `undefined` for one that is not shown. */
  take(notice: WireGroupNotice): Message | undefined {
    if (silent.has(notice.type)) return undefined
    this.#sequence += 1
    const message = messageOf(notice, this.#sequence)
    this.#messages = [...this.#messages, message].slice(-KEPT)
    return message
  }

  /** Oldest first. */
  list(): Message[] {
    return [...this.#messages]
  }

  forget(): void {
    this.#messages = []
  }

  clear(): void {
    this.forget()
    this.#sequence = 0
  }
}

function messageOf(notice: WireGroupNotice, sequence: number): Message {
  const payload = payloadOf(notice)
  const type = 'TIMGroupSystemNoticeElem'
  return {
    ...emptyMessage(),
    ID: `${SYSTEM_CONVERSATION}-${notice.time}-${sequence}`,
    type,
    payload,
    conversationID: SYSTEM_CONVERSATION,
    conversationType: SYSTEM_CONVERSATION,
    to: notice.groupId,
    from: SYSTEM_CONVERSATION,
    flow: 'in',
    time: notice.time,
    sequence,
    status: 'success',
    nick: notice.operator.nick,
    avatar: notice.operator.faceUrl,
    _elements: [{ type, content: payload }],
    _isExcludedFromUnreadCount: uncounted.has(notice.type),
  }
}

function payloadOf(notice: WireGroupNotice): GroupSystemNoticePayload {
  return {
    operatorID: notice.operator.userId,
    operationType: notice.type === noticeTypes.custom ? CUSTOM : notice.type,
    groupProfile: { groupID: notice.groupId, name: notice.groupName, type: notice.groupType },
    handleMessage: notice.message ?? '',
    userDefinedField: notice.content ?? '',
    operatorInfo: infoOf(notice.operator),
    authentication: notice.applicationId ?? '',
  }
}
