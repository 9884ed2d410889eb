import { crc32 } from 'node:zlib'
import type { WireMessage } from '@yanshu/protocol'
import { toSeconds } from '../../clock.ts'
import type { Account } from '../account/account.ts'
import type { Outgoing } from '../message/service.ts'
import { encodeBody, toWire } from '../message/service.ts'
import type { PushTask } from './push.ts'

/** The seq of a task's messages: with their random it tells them from all others of their sender. */
export function clientSeqOf(task: Pick<PushTask, 'taskId'>): number {
  return crc32(task.taskId) >>> 0
}

function storedOf({ content: { body, offlinePush } }: Pick<PushTask, 'content'>) {
  return { body, ...(offlinePush && { offlinePush }) }
}

/** A push as a message to be stored; the receiver is set for each. */
export function outgoingOf(task: PushTask, from: Account): Omit<Outgoing, 'to'> {
  const stored = storedOf(task)
  return {
    appId: task.appId,
    from,
    clientTime: toSeconds(task.createdAt),
    clientSeq: clientSeqOf(task),
    random: task.random,
    stored,
    encoded: encodeBody(stored),
    flags: 0,
    onlineOnly: false,
    toSender: false,
  }
}

/** A push as it is told live: to nobody yet, because it is the same for all. */
export function liveMessageOf(
  task: PushTask,
  sender: Pick<Account, 'nick' | 'faceUrl'> | undefined,
): WireMessage {
  return toWire({
    seq: 0,
    time: task.createdAt,
    from: task.sender,
    to: '',
    clientTime: toSeconds(task.createdAt),
    clientSeq: clientSeqOf(task),
    random: task.random,
    flags: 0,
    stored: storedOf(task),
    sender,
    onlineOnly: true,
  })
}
