import { toSeconds } from '../../clock.ts'
import { communityOf, decodeGroupBody } from '../group/service.ts'
import { decodeBody } from '../message/service.ts'
import type { ArchiveKind } from './rules.ts'
import type { LoggedMessage } from './store.ts'

export function kindOf(message: LoggedMessage): ArchiveKind {
  return message.kind === 'group' ? 'Group' : 'C2C'
}

/** Whether a message has a line: what somebody said, and not what groups tell of themselves. */
export function isArchived(message: LoggedMessage): boolean {
  return kindOf(message) === 'C2C' || decodeGroupBody(message.body).tip === undefined
}

/** A message as its line has it (下载最近消息记录); one of a topic also names the topic. */
export function toLine(message: LoggedMessage): object {
  return kindOf(message) === 'C2C' ? toC2cLine(message) : toGroupLine(message)
}

function toC2cLine(message: LoggedMessage) {
  return {
    From_Account: message.sender,
    To_Account: message.sender === message.a ? message.b : message.a,
    MsgTimestamp: toSeconds(message.time),
    MsgSeq: message.client_seq,
    MsgRandom: message.random,
    MsgBody: decodeBody(message.body).body,
  }
}

function toGroupLine({ a: placeId, ...message }: LoggedMessage) {
  const community = communityOf(placeId)
  return {
    From_Account: message.sender,
    GroupId: community ?? placeId,
    ...(community === undefined ? {} : { TopicId: placeId }),
    MsgTimestamp: toSeconds(message.time),
    MsgSeq: message.seq,
    MsgBody: decodeGroupBody(message.body).body,
  }
}
