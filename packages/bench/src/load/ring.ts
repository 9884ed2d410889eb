/** Random numbers of one sender start this far apart, so that a number names its sender too. */
export const STRIDE = 10_000_000

/**
 * Who has sent what around the ring (sender i writes to i + 1), and what came of it. A message is
 * known by its `random`, which no two messages share.
 */
export class Ring {
  readonly size: number
  readonly #sent: Int32Array
  readonly #acknowledged: Int32Array
  readonly #delivered: Set<number>[]
  /** First contradictions found, for the report. */
  readonly faults: string[] = []
  sent = 0
  acknowledged = 0
  delivered = 0

  constructor(size: number) {
    this.size = size
    this.#sent = new Int32Array(size)
    this.#acknowledged = new Int32Array(size)
    this.#delivered = Array.from({ length: size }, () => new Set<number>())
  }

  receiverOf(sender: number): number {
    return (sender + 1) % this.size
  }

  inFlight(sender: number): number {
    return (this.#sent[sender] ?? 0) - (this.#acknowledged[sender] ?? 0)
  }

  /** The next message of a sender; answers its `random`. */
  send(sender: number): number {
    const count = this.#sent[sender] ?? 0
    this.#sent[sender] = count + 1
    this.sent++
    return sender * STRIDE + count
  }

  acknowledge(sender: number): void {
    if (this.inFlight(sender) === 0) this.fault(`sender ${sender} got an answer too many`)
    this.#acknowledged[sender] = (this.#acknowledged[sender] ?? 0) + 1
    this.acknowledged++
  }

  deliver(receiver: number, random: number): void {
    const sender = Math.floor(random / STRIDE)
    const seen = this.#delivered[sender]
    if (seen === undefined || this.receiverOf(sender) !== receiver) {
      this.fault(`receiver ${receiver} got message ${random}, which is for another`)
    } else if (random % STRIDE >= (this.#sent[sender] ?? 0)) {
      this.fault(`receiver ${receiver} got message ${random}, which was never sent`)
    } else if (seen.has(random)) {
      this.fault(`message ${random} was delivered twice`)
    } else {
      seen.add(random)
      this.delivered++
    }
  }

  fault(what: string): void {
    if (this.faults.length < 10) this.faults.push(what)
  }

  /** True when nothing is on its way any more. */
  get settled(): boolean {
    return this.acknowledged === this.sent && this.delivered === this.sent
  }

  /** What makes the run invalid: faults, and messages that never arrived. */
  verdict(): readonly string[] {
    const found = [...this.faults]
    const unanswered = this.sent - this.acknowledged
    const lost = this.sent - this.delivered
    if (unanswered > 0) found.push(`${unanswered} messages were never answered`)
    if (lost > 0) found.push(`${lost} messages were never delivered`)
    return found
  }
}
