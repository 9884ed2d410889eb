import {
  accountErrors,
  adminSetMsgRead,
  getC2cUnreadMsgNum,
  ImError,
  messageErrors,
} from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { AccountService } from '../account/service.ts'
import type { Positions } from './positions.ts'

/** The commands about reading and unread numbers. */
export function conversationRest(
  accounts: AccountService,
  positions: Positions,
): readonly RestHandler[] {
  return [
    handleRest(adminSetMsgRead, async ({ appId, body }) => {
      const { Report_Account: account, Peer_Account: peer, MsgReadTime } = body
      const found = await accounts.findMany(appId, [account, peer])
      if (!found.has(account)) throw new ImError(messageErrors.badSender, account)
      if (!found.has(peer)) throw new ImError(messageErrors.badReceiver, peer)
      const side = { appId, account, peer }
      if (MsgReadTime === undefined) await positions.read(side)
      else await positions.readUntil(side, Number(MsgReadTime))
      return {}
    }),
    handleRest(getC2cUnreadMsgNum, async ({ appId, body }) => {
      const { To_Account: account, Peer_Account: peers } = body
      if (!(await accounts.find(appId, account))) {
        throw new ImError(messageErrors.badReceiver, account)
      }
      if (peers === undefined || peers.length === 0) {
        return { AllC2CUnreadMsgNum: await positions.totalUnread(appId, account) }
      }
      const found = await accounts.findMany(appId, peers)
      const known = peers.filter((peer) => found.has(peer))
      const rows = await positions.withPeers(appId, account, known)
      return {
        C2CUnreadMsgNumList: known.map((peer) => ({
          Peer_Account: peer,
          C2CUnreadMsgNum: rows.get(peer)?.unread ?? 0,
        })),
        ErrorList: peers
          .filter((peer) => !found.has(peer))
          .map((peer) => ({ Peer_Account: peer, ErrorCode: accountErrors.notImported.code })),
      }
    }),
  ]
}
