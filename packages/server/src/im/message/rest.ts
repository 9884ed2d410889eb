import { adminMsgWithdraw, batchSendMsg, importMsg, sendMsg } from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { Clock } from '../../clock.ts'
import type { AccountService } from '../account/service.ts'
import type { AppService } from '../app/service.ts'
import type { Conversations } from './conversations.ts'
import type { Importer } from './importer.ts'
import type { Recaller } from './recaller.ts'
import { ReceiverQuota } from './receiver-quota.ts'
import { importOne } from './rest-import.ts'
import { roaming } from './rest-roaming.ts'
import { sendBatch, sendOne } from './rest-send.ts'
import type { Discards } from './send-rules.ts'
import type { Sender } from './sender.ts'
import type { MessageStates } from './state/states.ts'
import type { MessageStore } from './store.ts'

export interface MessageRestDeps {
  readonly apps: AppService
  readonly accounts: AccountService
  readonly conversations: Conversations
  readonly messages: MessageStore
  readonly states: MessageStates
  readonly sender: Sender
  readonly discards: Discards
  readonly importer: Importer
  readonly recaller: Recaller
  readonly now: Clock
  /** Where the two sides of a conversation stand: what one has cleared, what the other has read. */
  standOf(
    appId: number,
    account: string,
    peer: string,
  ): Promise<{
    readonly clearedSeq: number
    readonly deletions: number
    readonly peerReadSeq: number
    readonly readSeq: number
  }>
}

/** The commands about one-to-one messages. */
export function messageRest(deps: MessageRestDeps): readonly RestHandler[] {
  const quota = new ReceiverQuota(deps.now)
  return [
    handleRest(sendMsg, (call) => sendOne(deps, call)),
    handleRest(batchSendMsg, (call) => sendBatch(deps, quota, call)),
    handleRest(importMsg, (call) => importOne(deps, call)),
    roaming(deps),
    handleRest(adminMsgWithdraw, async ({ appId, operator, body }) => {
      await deps.recaller.recall({
        appId,
        from: body.From_Account,
        to: body.To_Account,
        key: body.MsgKey,
        by: operator,
        reason: '',
      })
      return {}
    }),
  ]
}
