import type { MessageElement, MsgPriority, SendControl } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import { rulesOf } from '../group.ts'
import { flags, isTooLong, joinReceivers, toFlags } from '../../message/service.ts'
import type { GroupOutgoing } from './group-sender.ts'
import { speakerOf } from './group-wire.ts'
import type { Wishes } from './speaking-rules.ts'
import { checkWishes } from './speaking-rules.ts'
import type { StoredGroupBody } from './stored-group-body.ts'
import { encodeGroupBody } from './stored-group-body.ts'
import type { Voice } from './voices.ts'

/** What somebody says, whichever door it came through. */
export interface Said extends Wishes {
  readonly body: readonly MessageElement[]
  readonly random: number
  /** Unix seconds by the sender's clock. */
  readonly clientTime: number
  readonly priority: MsgPriority
  readonly cloudCustomData?: string | undefined
  readonly offlinePush?: Readonly<Record<string, unknown>> | undefined
  readonly control?: readonly SendControl[] | undefined
  readonly sessionId?: string
}

/**
 * A message ready for the log.
 *
 * @throws {ImError} 80002 too long, and what `checkWishes` refuses.
 */
export function outgoing(voice: Voice, said: Said): GroupOutgoing {
  checkWishes(voice, said)
  const { app, from, place, standing } = voice
  const receivers = said.receivers && membersAmong(voice, said.receivers)
  const stored = storedOf(said, receivers)
  const encoded = encodeGroupBody(stored)
  if (isTooLong(encoded, app.conf.MessageBytes)) throw new ImError(groupErrors.messageTooLong)
  return {
    place,
    from: from.userId,
    speaker: speakerOf(from, standing?.nameCard ?? ''),
    clientTime: said.clientTime,
    random: said.random,
    priority: said.priority,
    stored,
    encoded,
    flags: toFlags(said) | (said.at ? flags.mentions : 0),
    onlineOnly: said.onlineOnly === true || !rulesOf(place.group).storesMessages,
    receivers,
    sessionId: said.sessionId,
  }
}

/** Who is no member gets nothing of a group. */
function membersAmong({ roster }: Voice, receivers: readonly string[]): readonly string[] {
  const members = [...new Set(receivers)].filter((account) => roster?.of(account))
  if (members.length === 0) {
    throw new ImError(groupErrors.badParameter, 'none of the receivers is a member')
  }
  return members
}

function storedOf(said: Said, receivers: readonly string[] | undefined): StoredGroupBody {
  const { body, cloudCustomData, at, offlinePush } = said
  return {
    ...(receivers && { to: joinReceivers(receivers) }),
    body,
    ...(cloudCustomData === undefined ? {} : { cloudCustomData }),
    ...(at && { at }),
    ...(offlinePush && { offlinePush }),
  }
}
