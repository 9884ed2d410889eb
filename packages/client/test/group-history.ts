import { FakeGateway } from './fake-gateway.ts'
import { groupMessage } from './wire-group.ts'

/** A gateway whose group g holds messages up to a seq. */
export function gatewayUpTo(last: number): FakeGateway {
  const gateway = new FakeGateway()
  gateway.answers.set('group.history', ({ beforeSeq, afterSeq = 0, limit = 15 }) => {
    const most = Number(limit)
    const below = beforeSeq === undefined ? last : Number(beforeSeq) - 1
    const seqs = Array.from({ length: below }, (_, at) => at + 1).filter(
      (seq) => seq > Number(afterSeq),
    )
    const page = Number(afterSeq) > 0 ? seqs.slice(0, most) : seqs.slice(-most)
    const messages = page.map((seq) => groupMessage({ seq }))
    return { messages, complete: page.length === seqs.length }
  })
  return gateway
}
