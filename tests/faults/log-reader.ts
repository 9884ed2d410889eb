import { adminGetRoamMsg, conversationGet, messageHistory } from '@yanshu/protocol'
import type { WireConversation, WireMessage } from '@yanshu/protocol'
import type { RawClient, TestApp } from '@yanshu/server/testing'
import { callRest } from '../process/operator.ts'

/** A whole conversation in the order of the log, read page by page at the gateway. */
export async function readHistory(reader: RawClient, peer: string): Promise<WireMessage[]> {
  const messages: WireMessage[] = []
  for (;;) {
    const afterSeq = messages.at(-1)?.seq ?? 0
    const params = { conversationId: `C2C${peer}`, afterSeq, limit: 100 }
    const page = await reader.call(messageHistory, params)
    messages.push(...page.messages)
    if (page.complete || page.messages.length === 0) return messages
  }
}

/** The ids of the same conversation, oldest first, read page by page backwards over REST. */
export async function readRoaming(url: string, app: TestApp, one: string, other: string) {
  const ids: string[] = []
  let from: { MaxTime: number; LastMsgKey?: string } = { MaxTime: 0xffff_ffff }
  for (;;) {
    const answer = await callRest(url, app, adminGetRoamMsg, {
      Operator_Account: one,
      Peer_Account: other,
      MaxCnt: 1000,
      MinTime: 0,
      ...from,
    })
    const page = adminGetRoamMsg.response.parse(answer)
    ids.unshift(...page.MsgList.map(({ MsgId }) => MsgId))
    if (page.Complete === 1) return ids
    from = { MaxTime: page.LastMsgTime, LastMsgKey: page.LastMsgKey }
  }
}

/** What the server keeps of a conversation beside its messages. */
export async function readPosition(reader: RawClient, peer: string): Promise<WireConversation> {
  const { conversations } = await reader.call(conversationGet, { conversationIds: [`C2C${peer}`] })
  const [found] = conversations
  if (found === undefined) throw new Error(`no conversation with ${peer}`)
  return found
}
