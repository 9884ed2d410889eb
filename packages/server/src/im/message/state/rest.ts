import {
  c2cMsgReadReceipt,
  deleteC2cMsgRamble,
  gatewayErrors,
  ImError,
  messageErrors,
  modifyC2cMsg,
} from '@yanshu/protocol'
import type { ErrorRow } from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import { hasFeature } from '../../app/service.ts'
import { parseKey } from '../ids.ts'
import { findByKey } from './find.ts'
import type { StateDoor } from './gateway.ts'

/** The commands about what happens to one-to-one messages after they were sent. */
export function messageStateRest(door: StateDoor): readonly RestHandler[] {
  return [
    handleRest(modifyC2cMsg, async ({ appId, body }) => {
      const { From_Account: from, To_Account: to, MsgKey: key, MsgBody, CloudCustomData } = body
      if (MsgBody === undefined && CloudCustomData === undefined) {
        throw new ImError(messageErrors.badFormat, 'MsgBody or CloudCustomData is needed')
      }
      await refuseStrangers(door, appId, [
        [from, messageErrors.badAccount],
        [to, messageErrors.unknownReceiver],
      ])
      const found = await findByKey(door, { appId, from, to, key })
      if (!found) throw new ImError(messageErrors.modifyUnknown)
      const { conf } = await door.apps.get(appId)
      await door.modifier.modify({
        found,
        change: { body: MsgBody, cloudCustomData: CloudCustomData },
        most: conf.MessageBytes,
        tooLong: messageErrors.packetTooLong,
      })
      return {}
    }),
    handleRest(c2cMsgReadReceipt, async ({ appId, body }) => {
      const { Operator_Account: account, Peer_Account: peer, C2CMsgInfo } = body
      if (!hasFeature(await door.apps.get(appId), 'readReceipts')) {
        throw new ImError(gatewayErrors.notInPlan)
      }
      await refuseStrangers(door, appId, [
        [account, messageErrors.badAccount],
        [peer, messageErrors.badAccount],
      ])
      if (C2CMsgInfo.some((one) => one.From_Account !== peer || one.To_Account !== account)) {
        throw new ImError(messageErrors.malformed, 'C2CMsgInfo names other accounts')
      }
      const keys = C2CMsgInfo.map(({ MsgKey }) => parseKey(MsgKey))
      const rows = await door.messages.findByKeys({ appId, account, peer }, keys, peer)
      if ((await door.receipts.confirm({ appId, account, peer }, rows)) === 0) {
        throw new ImError(messageErrors.malformed, 'no message of the list asks for a receipt')
      }
      return {}
    }),
    handleRest(deleteC2cMsgRamble, async ({ appId, body }) => {
      const { Operator_Account: account, Peer_Account: peer, MsgKeyList } = body
      const keys = MsgKeyList.map(parseKey)
      await refuseStrangers(door, appId, [
        [account, messageErrors.badSender],
        [peer, messageErrors.badReceiver],
      ])
      const rows = await door.messages.findByKeys({ appId, account, peer }, keys)
      await door.deleter.delete(
        { appId, account, peer },
        rows.map(({ seq }) => seq),
      )
      return {}
    }),
  ]
}

/** @throws {ImError} the row beside the first account that is not imported. */
async function refuseStrangers(
  door: StateDoor,
  appId: number,
  checks: readonly (readonly [account: string, row: ErrorRow])[],
): Promise<void> {
  const found = await door.accounts.findMany(
    appId,
    checks.map(([account]) => account),
  )
  for (const [account, row] of checks) {
    if (!found.has(account)) throw new ImError(row, account)
  }
}
