import type { GatewayEvents, WireMessage } from '@yanshu/protocol'
import type { RawClient } from '@yanshu/server/testing'

/** A message body of one text. */
export function text(words: string) {
  return [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: words } }]
}

/** What `message.send` takes; the random makes it a message of its own. */
export function toPeer(to: string, random: number, words = `message ${random}`) {
  return { to, random, clientSeq: random, clientTime: 1_700_000_000, body: text(words) }
}

/** What `sendmsg` takes. */
export function fromTo(from: string, to: string, random: number, words = `message ${random}`) {
  return { From_Account: from, To_Account: to, MsgRandom: random, MsgBody: text(words) }
}

/** The texts of messages, in their order. */
export function wordsOf(messages: readonly Pick<WireMessage, 'body'>[]): readonly string[] {
  return messages.map(({ body: [first] }) =>
    first?.MsgType === 'TIMTextElem' ? first.MsgContent.Text : '',
  )
}

/** The next messages that a client receives. */
export async function receive(client: RawClient, count: number): Promise<readonly WireMessage[]> {
  const messages: WireMessage[] = []
  while (messages.length < count) {
    const { message } = (await client.next('message.received')) as GatewayEvents['message.received']
    messages.push(message)
  }
  return messages
}

/** From 1 to `count`. */
export function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at + 1)
}
