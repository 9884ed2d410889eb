import type { ErrorRow, MessageElement, WireGroupMessage } from '@yanshu/protocol'
import { ImError, messageErrors } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { MessageRow } from '../../message/service.ts'
import { flags, has, isTooLong } from '../../message/service.ts'
import type { Place } from '../group.ts'
import { SYSTEM_SENDER } from '../group.ts'
import { decodeGroupBody, encodeGroupBody } from '../messages/stored-group-body.ts'
import { noteChanged } from './subject.ts'
import type { ChangesDeps } from './tell-changed.ts'
import { tellChanged } from './tell-changed.ts'

export interface GroupModification {
  readonly place: Place
  readonly row: MessageRow | undefined
  /** What is given overwrites what was there. */
  readonly change: {
    readonly body?: readonly MessageElement[] | undefined
    readonly cloudCustomData?: string | undefined
  }
  /** The version the caller saw; absent for administrators, who overwrite whatever there is. */
  readonly seen?: number
  readonly tooLong: ErrorRow
  readonly account?: string
  readonly sessionId?: string
}

/**
 * Changes what a message says, for everybody (修改群聊历史消息): the log keeps what was sent first.
 *
 * @throws {ImError} 20026 not there, recalled or a tip; the size given in `tooLong`.
 */
export async function modifyMessage(
  core: ChangesDeps,
  modification: GroupModification,
): Promise<{ readonly message: WireGroupMessage; readonly conflict: boolean }> {
  const { place, row, account, sessionId } = modification
  if (!row || has(row.flags, flags.recalled) || row.sender === SYSTEM_SENDER) {
    throw new ImError(messageErrors.modifyUnknown)
  }
  const { conf } = await core.apps.get(place.appId)
  const done = await core.exclusively(() =>
    core.db.transaction().execute((trx) => write(trx, core, row, modification, conf.MessageBytes)),
  )
  const doer = { sessionId, ...(account === undefined ? {} : { account }) }
  const [message] = done
    ? await tellChanged(core, place, 'modified', [row], doer)
    : await core.dresser.dress([
        {
          ...row,
          flags: row.flags | flags.changed,
          groupId: place.group.group_id,
          placeId: place.id,
        },
      ])
  if (!message) throw new ImError(messageErrors.modifyUnknown)
  return { message, conflict: !done }
}

async function write(
  trx: Kysely<Schema>,
  core: ChangesDeps,
  row: MessageRow,
  { place, change, seen, tooLong }: GroupModification,
  most: number,
): Promise<boolean> {
  const at = { app_id: place.appId, conversation: place.conversation, seq: row.seq }
  const state = await trx
    .selectFrom('message_state')
    .select(['version', 'body'])
    .where((where) => where.and(at))
    .executeTakeFirst()
  const version = state?.version ?? 0
  if (seen !== undefined && seen !== version) return false
  const { body, cloudCustomData } = change
  const stored = encodeGroupBody({
    ...decodeGroupBody(state?.body ?? row.body),
    ...(body === undefined ? {} : { body }),
    ...(cloudCustomData === undefined ? {} : { cloudCustomData }),
  })
  if (isTooLong(stored, most)) throw new ImError(tooLong)
  await noteChanged(trx, place, [row.seq], core.now())
  await trx
    .updateTable('message_state')
    .set({ version: version + 1, body: stored })
    .where((where) => where.and(at))
    .execute()
  return true
}
