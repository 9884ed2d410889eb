import type { RequestParams } from '../connection/requests.ts'
import type { Message } from './message.ts'
import { elementOf } from './to-element.ts'

export interface SendOptions {
  /** To whoever is online only: not stored, not counted. */
  onlineUserOnly?: boolean
  messageControlInfo?: {
    excludedFromUnreadCount?: boolean
    excludedFromLastMessage?: boolean
    excludedFromContentModeration?: boolean
  }
  offlinePushInfo?: Record<string, unknown>
}

type Priority = NonNullable<RequestParams<'group.send'>['priority']>

/** What both kinds of sending say. */
function common(message: Message, options: SendOptions) {
  const element = elementOf(message)
  const control = controlOf(options)
  return {
    random: message.random,
    clientTime: message.clientTime,
    body: element === undefined ? [] : [element],
    ...(message.cloudCustomData === '' ? {} : { cloudCustomData: message.cloudCustomData }),
    ...(control.length === 0 ? {} : { control }),
    ...(options.onlineUserOnly ? { onlineOnly: true as const } : {}),
    ...(message.needReadReceipt ? { needReadReceipt: true as const } : {}),
    ...(message.isSupportExtension ? { supportExtension: true as const } : {}),
    ...(options.offlinePushInfo ? { offlinePush: options.offlinePushInfo } : {}),
  }
}

/** The request that sends a message to a user. */
export function paramsToUser(
  message: Message,
  options: SendOptions,
): RequestParams<'message.send'> {
  const { to, clientSequence: clientSeq } = message
  return { to, clientSeq, ...common(message, options) }
}

/** The request that sends a message to a group or a topic. */
export function paramsToGroup(message: Message, options: SendOptions): RequestParams<'group.send'> {
  const { atUserList, receiverList } = message
  return {
    groupId: message.to,
    // The server refuses a priority that there is not.
    priority: message.priority as Priority,
    ...common(message, options),
    ...(atUserList.length === 0 ? {} : { at: atUserList }),
    ...(receiverList === undefined || receiverList.length === 0 ? {} : { receivers: receiverList }),
  }
}

function controlOf({ onlineUserOnly, messageControlInfo: info }: SendOptions) {
  const control: NonNullable<RequestParams<'message.send'>['control']> = []
  // An online-only message is neither counted nor shown as the last one anyway.
  if (onlineUserOnly) return control
  if (info?.excludedFromUnreadCount) control.push('NoUnread')
  if (info?.excludedFromLastMessage) control.push('NoLastMsg')
  if (info?.excludedFromContentModeration) control.push('NoMsgCheck')
  return control
}
