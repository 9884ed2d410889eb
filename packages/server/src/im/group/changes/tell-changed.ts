import type { WireGroupMessage } from '@yanshu/protocol'
import type { MessageRow } from '../../message/service.ts'
import { flags } from '../../message/service.ts'
import type { Place } from '../group.ts'
import type { Dresser } from '../messages/dress.ts'
import { gatherListeners } from '../roster/gather.ts'
import type { GroupCore } from '../service.ts'

export type ChangesDeps = GroupCore & { readonly dresser: Dresser }

interface Doer {
  readonly account?: string
  readonly sessionId?: string | undefined
}

/** Messages as they are after a change, told to whoever has them. */
export async function tellChanged(
  core: ChangesDeps,
  place: Place,
  kind: 'recalled' | 'modified',
  rows: readonly MessageRow[],
  doer: Doer = {},
): Promise<readonly WireGroupMessage[]> {
  const groupId = place.group.group_id
  const changed = rows.map((row) => ({
    ...row,
    flags: row.flags | flags.changed | (kind === 'recalled' ? flags.recalled : 0),
    groupId,
    placeId: place.id,
  }))
  const messages = await core.dresser.dress(changed)
  await gatherListeners(core.rosters, place.group)
  const { account, sessionId } = doer
  const told = {
    appId: place.appId,
    groupId,
    kind,
    sessionId,
    ...(account === undefined ? {} : { account }),
  }
  const open = messages.filter(({ receivers }) => receivers === undefined)
  if (open.length > 0) core.bus.publish('group.messagesChanged', { ...told, messages: open })
  // A targeted message is known to its sender and its receivers alone.
  for (const message of messages) {
    if (!message.receivers) continue
    const receivers = [...message.receivers, message.from]
    core.bus.publish('group.messagesChanged', { ...told, messages: [message], receivers })
  }
  return messages
}
