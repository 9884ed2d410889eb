import type { GroupType } from '@yanshu/protocol'

/** What somebody does in a group. */
export type Step =
  | { readonly kind: 'say'; readonly who: string; readonly how: How; readonly to: string }
  | { readonly kind: 'read'; readonly who: string; readonly back: number }
  | { readonly kind: 'recall'; readonly who: string; readonly pick: number }
  | { readonly kind: 'join' | 'quit' | 'clear'; readonly who: string }

/** Counted, not counted, to who is there now alone, to one other alone. */
export type How = 'plain' | 'quiet' | 'online' | 'targeted'

/** What a device of somebody hears; tips and notices by their numbers. */
export type Heard = string

export interface Entry {
  readonly seq: number
  readonly from: string
  readonly words: string
  readonly counts: boolean
  readonly receivers?: readonly string[]
  isRecalled: boolean
}

interface Seat {
  readSeq: number
  clearedSeq: number
}

/** What a step is answered with: the code of its refusal, or a number; nothing where there is none. */
export interface Answer {
  readonly code?: number
  readonly seq?: number
}

const NO_PERMISSION: Answer = { code: 10_007 }

/** What types of groups do differently. */
const types = {
  Private: { tells: true, counts: true, showsBefore: false, targets: true },
  Public: { tells: true, counts: true, showsBefore: false, targets: true },
  ChatRoom: { tells: false, counts: false, showsBefore: true, targets: true },
  Community: { tells: true, counts: true, showsBefore: true, targets: false },
} as const

export type StoredType = Exclude<GroupType, 'AVChatRoom'>

/**
 * A group as members should find it, in plain lists: who has said what, who sees and has not read it,
 * and what the devices of everybody have heard.
 */
export class GroupModel {
  readonly log: Entry[] = []
  readonly #type: StoredType
  readonly #owner: string
  readonly #seats = new Map<string, Seat>()
  readonly #heard: ReadonlyMap<string, Heard[]>

  constructor(type: StoredType, people: readonly string[], members: readonly string[]) {
    this.#type = type
    this.#owner = members[0] ?? ''
    this.#heard = new Map(people.map((who) => [who, []]))
    for (const who of members) this.#seats.set(who, { readSeq: 0, clearedSeq: 0 })
  }

  heardBy(who: string): readonly Heard[] {
    return this.#heard.get(who) ?? []
  }

  /** What a member sees, oldest first; nothing of it where somebody is none. */
  seenBy(who: string): readonly Entry[] | undefined {
    const seat = this.#seats.get(who)
    return seat && this.log.filter((entry) => isFor(entry, who) && entry.seq > seat.clearedSeq)
  }

  unreadOf(who: string): number {
    const seat = this.#seats.get(who)
    if (!seat || !types[this.#type].counts) return 0
    const counted = this.log.filter((entry) => entry.counts && !entry.isRecalled)
    return counted.filter((entry) => entry.seq > seat.readSeq).length
  }

  readSeqOf(who: string): number {
    return this.#seats.get(who)?.readSeq ?? 0
  }

  take(step: Step, words: string): Answer {
    switch (step.kind) {
      case 'say':
        return this.#say(step, words)
      case 'read':
        return this.#read(step.who, step.back)
      case 'recall':
        return this.#recall(step.who, this.log[step.pick % Math.max(1, this.log.length)])
      case 'join':
        return this.#join(step.who)
      case 'quit':
        return this.#quit(step.who)
      case 'clear':
        return this.#clear(step.who)
    }
  }

  #say({ who, how, to }: Extract<Step, { kind: 'say' }>, words: string): Answer {
    const seat = this.#seats.get(who)
    if (!seat) return NO_PERMISSION
    if (how === 'targeted' && !types[this.#type].targets) return NO_PERMISSION
    if (how === 'targeted' && !this.#seats.has(to)) return { code: 10_004 }
    const receivers = how === 'targeted' ? [to, who] : undefined
    const all = receivers ?? [...this.#seats.keys()]
    const seq = how === 'online' ? 0 : this.#store({ from: who, words, how, receivers })
    if (seq > 0) seat.readSeq = seq
    this.#tell(new Set(all), `${seq} ${words}`)
    return { seq }
  }

  #read(who: string, back: number): Answer {
    const seat = this.#seats.get(who)
    if (!seat) return NO_PERMISSION
    const seq = Math.min(this.log.length, Math.max(1, this.log.length - back))
    if (seq > seat.readSeq) {
      seat.readSeq = seq
      this.#tell([who], `read ${seq}`)
    }
    return { seq: seat.readSeq }
  }

  #recall(who: string, entry: Entry | undefined): Answer {
    if (!this.#seats.has(who)) return NO_PERMISSION
    if (!entry || !this.seenBy(who)?.includes(entry)) return { code: 10_030 }
    const isTip = entry.from === ''
    if (isTip || entry.isRecalled) return { code: 10_032 }
    if (entry.from !== who && who !== this.#owner) return NO_PERMISSION
    entry.isRecalled = true
    this.#tell(entry.receivers ?? this.#seats.keys(), `recalled ${entry.seq}`)
    return {}
  }

  #join(who: string): Answer {
    if (this.#seats.has(who)) return {}
    const end = this.log.length
    const clearedSeq = types[this.#type].showsBefore ? 0 : end
    this.#seats.set(who, { readSeq: end, clearedSeq })
    this.#tip(`joined ${who}`)
    this.#tell([who], 'notice 2')
    return {}
  }

  #quit(who: string): Answer {
    if (!this.#seats.delete(who)) return NO_PERMISSION
    this.#tip(`quit ${who}`)
    this.#tell([who], 'notice 8')
    return {}
  }

  #clear(who: string): Answer {
    const seat = this.#seats.get(who)
    if (!seat) return NO_PERMISSION
    seat.readSeq = Math.max(seat.readSeq, this.log.length)
    seat.clearedSeq = this.log.length
    this.#tell([who], 'cleared')
    return {}
  }

  #tip(words: string): void {
    if (!types[this.#type].tells) return
    const seq = this.#store({ from: '', words, how: 'quiet', receivers: undefined })
    this.#tell(this.#seats.keys(), `${seq} ${words}`)
  }

  #store(said: {
    readonly from: string
    readonly words: string
    readonly how: How
    readonly receivers: readonly string[] | undefined
  }): number {
    const { from, words, how, receivers } = said
    const seq = this.log.length + 1
    const counts = how === 'plain'
    const entry = { seq, from, words, counts, isRecalled: false }
    this.log.push(receivers ? { ...entry, receivers } : entry)
    return seq
  }

  #tell(people: Iterable<string>, what: Heard): void {
    for (const who of people) this.#heard.get(who)?.push(what)
  }
}

function isFor({ receivers }: Entry, who: string): boolean {
  return receivers === undefined || receivers.includes(who)
}
