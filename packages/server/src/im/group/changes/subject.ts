import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { MessageRow, Subject } from '../../message/service.ts'
import { flagChanged, messageId } from '../../message/service.ts'
import type { Place } from '../group.ts'
import { tableOf } from '../messages/reading.ts'
import type { GroupCore } from '../service.ts'

/** Notes, in the transaction of a change, that messages changed, for the members who sync. */
export async function noteChanged(
  trx: Kysely<Schema>,
  place: Place,
  seqs: readonly number[],
  now: number,
): Promise<void> {
  const { appId, conversation } = place
  await flagChanged(trx, { appId, conversation, seqs, now })
  const [table, column] = tableOf(place)
  await sql`update ${sql.table(table)} set changed_at = ${now}
    where app_id = ${appId} and ${sql.ref(column)} = ${place.id}`.execute(trx)
}

/** A message of a group or topic that something is attached to; all members are told. */
export function groupSubject(
  { bus }: Pick<GroupCore, 'bus'>,
  place: Place,
  row: MessageRow,
  account?: string,
): Subject {
  const { seq, sender, client_time: clientTime, random } = row
  const message = {
    id: messageId(sender, clientTime, random),
    groupId: place.id,
    seq,
    from: sender,
  }
  const told = {
    appId: place.appId,
    groupId: place.group.group_id,
    message,
    ...(account === undefined ? {} : { account }),
  }
  return {
    row,
    noteChanged: (trx, now) => noteChanged(trx, place, [seq], now),
    tellExtensions: (change, sessionId) =>
      bus.publish('group.messageExtensions', { ...told, ...change, sessionId }),
    tellReaction: (reaction, sessionId) =>
      bus.publish('group.messageReaction', { ...told, reaction, sessionId }),
  }
}
