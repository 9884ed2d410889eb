import type { WireMessage } from '@yanshu/protocol'
import type { Talker } from './talker.ts'

/** What does not fit, a line each; nothing where everything fits. */
export type Findings = readonly string[]

/** Seqs run from 1 without holes, no message is there twice, and times do not go back. */
export function checkLog(name: string, log: readonly WireMessage[]): Findings {
  const holes = log.flatMap(({ seq }, at) => (seq === at + 1 ? [] : [`${name}: ${seq} at ${at}`]))
  const turns = log.flatMap(({ time, seq }, at) =>
    time < (log[at - 1]?.time ?? 0) ? [`${name}: ${seq} is older than the one before`] : [],
  )
  return [
    ...holes.slice(0, 1),
    ...turns,
    ...repeated(log.map(({ id }) => id)).map((id) => `${name}: ${id} is stored twice`),
    ...repeated(log.map(textOf)).map((text) => `${name}: "${text}" is stored twice`),
  ]
}

/** Every answer, and all that the SDK called sent, is in the log where it was said to be. */
export function checkAnswers(talker: Talker, log: readonly WireMessage[]): Findings {
  const byId = new Map(log.map((message) => [message.id, message]))
  const answers = talker.answers.flatMap(({ id, seq, key, time }) => {
    const stored = byId.get(id)
    if (stored === undefined) return [`${talker.name}: ${id} was acknowledged and is lost`]
    if (stored.seq === seq && stored.key === key && stored.time === time) return []
    return [`${talker.name}: ${id} was acknowledged as ${seq} ${key}, not ${stored.seq}`]
  })
  const sent = talker.utterances.flatMap(({ message, sentAs }) => {
    if (sentAs === undefined || byId.get(message.ID)?.seq === sentAs) return []
    return [`${talker.name}: ${message.ID} was sent as ${sentAs}`]
  })
  return [...answers, ...sent]
}

/** Messages of one device to one peer are stored in the order they were sent. */
export function checkOrder(talker: Talker, log: readonly WireMessage[]): Findings {
  const seqs = new Map(log.map(({ id, seq }) => [id, seq]))
  const last = new Map<string, number>()
  return talker.utterances.flatMap(({ message: { ID, to }, retried }) => {
    const seq = seqs.get(ID)
    if (seq === undefined || retried) return []
    const before = last.get(to) ?? 0
    last.set(to, Math.max(seq, before))
    return seq > before ? [] : [`${talker.name}: ${ID} to ${to} is ${seq}, after ${before}`]
  })
}

/** The app was told of everything in a conversation but its own, once and in order. */
export function checkReceived(
  talker: Talker,
  conversationId: string,
  log: readonly WireMessage[],
): Findings {
  const name = `${talker.name} in ${conversationId}`
  const own = new Set(talker.utterances.map(({ message }) => message.ID))
  const expected = log.filter(({ id }) => !own.has(id)).map(({ id, seq }) => `${seq} ${id}`)
  const received = (talker.received.get(conversationId) ?? []).map(
    ({ ID, sequence }) => `${sequence} ${ID}`,
  )
  if (Bun.deepEquals(received, expected)) return []
  const missing = expected.filter((one) => !received.includes(one))
  const doubled = repeated(received)
  if (missing.length + doubled.length === 0) return [`${name}: told of messages out of order`]
  return [
    ...missing.map((one) => `${name}: never told of ${one}`),
    ...doubled.map((one) => `${name}: told twice of ${one}`),
  ]
}

/** Messages of the peer that count and lie behind a read position. */
export function countUnread(log: readonly WireMessage[], me: string, readSeq: number): number {
  return log.filter(
    ({ from, seq, control }) => from !== me && seq > readSeq && !control?.includes('NoUnread'),
  ).length
}

export function textOf({ body: [first] }: Pick<WireMessage, 'body'>): string {
  return first?.MsgType === 'TIMTextElem' ? first.MsgContent.Text : ''
}

function repeated(items: readonly string[]): string[] {
  const seen = new Set<string>()
  return items.filter((item) => {
    if (seen.has(item)) return true
    seen.add(item)
    return false
  })
}
