import { ImError, type importMsg, messageErrors } from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestCall } from '../../calls/rest-call.ts'
import { toSeconds } from '../../clock.ts'
import type { MessageRestDeps } from './rest.ts'
import { encodeBody, isTooLong } from './stored-body.ts'

/** `SyncFromOldSystem`: 2 is history; 5, and 1 in older pages, is live. */
const HISTORY = 2

/** `openim/importmsg`. */
export async function importOne(
  deps: MessageRestDeps,
  { appId, body }: RestCall<z.output<typeof importMsg.request>>,
) {
  if (body.MsgTimeStamp > toSeconds(deps.now())) {
    throw new ImError(messageErrors.badTimestamp, 'MsgTimeStamp is in the future')
  }
  const found = await deps.accounts.findMany(appId, [body.From_Account, body.To_Account])
  const from = found.get(body.From_Account)
  if (!from) throw new ImError(messageErrors.unknownAccount, body.From_Account)
  if (!found.has(body.To_Account)) {
    throw new ImError(messageErrors.unknownReceiver, body.To_Account)
  }
  const stored = {
    body: body.MsgBody,
    ...(body.CloudCustomData === undefined ? {} : { cloudCustomData: body.CloudCustomData }),
  }
  const { conf } = await deps.apps.get(appId)
  if (isTooLong(encodeBody(stored), conf.MessageBytes))
    throw new ImError(messageErrors.packetTooLong)
  await deps.importer.import({
    appId,
    from,
    to: body.To_Account,
    time: body.MsgTimeStamp,
    clientSeq: body.MsgSeq ?? 0,
    random: body.MsgRandom,
    stored,
    live: body.SyncFromOldSystem !== HISTORY,
  })
  return {}
}
