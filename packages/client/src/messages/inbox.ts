import { RecentMap } from '../recent-map.ts'
import { type Hole, SeqTrack } from './seq-track.ts'

/** What of a message its place is found by. */
interface Placed {
  readonly id: string
  readonly seq: number
}

/** A page of history. */
interface Page<Wire> {
  readonly messages: readonly Wire[]
  readonly complete: boolean
}

export interface InboxDeps<Wire extends Placed> {
  /** Which conversation a message belongs to. */
  readonly conversationOf: (message: Wire) => string
  readonly pull: (conversationId: string, afterSeq: number) => Promise<Page<Wire>>
  /** New messages of others, or of this account elsewhere, in order. */
  readonly deliver: (messages: Wire[]) => void
  /** A message that this instance sent came back. */
  readonly ownReturned: (message: Wire) => void
  /** Milliseconds that a missing message is waited for before it is pulled. */
  readonly grace: number
}

/** Ids remembered to tell doubles apart. */
const REMEMBERED = 5_000
/** Conversations whose seqs are followed. */
const FOLLOWED = 10_000
/** How far back a hole is filled; what is older is left to the history. */
const FARTHEST = 500

/**
 * Hands out every message once and each conversation in order.
 *
 * The gateway delivers at least once: doubles come with reconnections, and a message may overtake
 * another that takes a different way. A message behind a hole waits until the missing ones are
 * there, came by `sync`, or turn out not to be for this account.
 */
export class Inbox<Wire extends Placed> {
  readonly #deps: InboxDeps<Wire>
  readonly #seen = new RecentMap<string, 'own' | 'other'>(REMEMBERED)
  readonly #tracks = new RecentMap<string, SeqTrack<Wire>>(FOLLOWED)
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  #paused: Wire[] | undefined

  constructor(deps: InboxDeps<Wire>) {
    this.#deps = deps
  }

  /** Takes messages that arrived, were synchronised or pulled. */
  receive(messages: readonly Wire[]): void {
    if (this.#paused) this.#paused.push(...messages)
    else this.#take(messages)
  }

  /** As `receive`, past a pause: what `sync` brings is what the pause waits for. */
  receiveNow(messages: readonly Wire[]): void {
    this.#take(messages)
  }

  /** Lets what arrives wait until `resume`. */
  pause(): void {
    this.#paused ??= []
  }

  resume(): void {
    const waiting = this.#paused ?? []
    this.#paused = undefined
    this.#take(waiting)
  }

  /** Everything up to a seq is known from elsewhere; says nothing where the conversation is followed. */
  startAt(conversationId: string, seq: number): void {
    if (this.#tracks.get(conversationId)) return
    this.#tracks.set(conversationId, new SeqTrack(seq))
  }

  /** The conversation is known to reach a seq; what is missing up to there is fetched. */
  expect(conversationId: string, seq: number): void {
    const track = this.#tracks.get(conversationId)
    if (track === undefined) this.startAt(conversationId, seq)
    else {
      // Only that it exists: the message itself may still be on its way as an event.
      track.know(seq)
      this.#mend(conversationId, track)
    }
  }

  /** The seq belongs to an own message, so there is nothing to show. */
  placed(conversationId: string, seq: number): void {
    const track = this.#tracks.get(conversationId)
    if (track === undefined) this.startAt(conversationId, seq)
    else this.#note(conversationId, track, seq)
  }

  /** A message is being sent by this instance, so that its echo is no news. */
  leaving(id: string): void {
    this.#seen.set(id, 'own')
  }

  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#seen.clear()
    this.#tracks.clear()
    this.#paused = undefined
  }

  #take(messages: readonly Wire[]): void {
    const ready = messages.flatMap((message) => this.#place(message))
    if (ready.length > 0) this.#deps.deliver(ready)
  }

  /** Finds the place of a message; answers what may be handed out because of it. */
  #place(message: Wire): Wire[] {
    const own = this.#isOwn(message)
    if (message.seq === 0) return !own && this.#isNew(message) ? [message] : []
    const conversationId = this.#deps.conversationOf(message)
    const track = this.#follow(conversationId, message.seq - 1)
    if (track.covers(message.seq) || (!own && !this.#isNew(message))) return []
    if (track.isBefore(message.seq)) return own ? [] : [message]
    track.put(message.seq, own ? undefined : message)
    const ready = track.drain()
    this.#mend(conversationId, track)
    return ready
  }

  #isOwn(message: Wire): boolean {
    if (this.#seen.get(message.id) !== 'own') return false
    this.#deps.ownReturned(message)
    return true
  }

  #isNew(message: Wire): boolean {
    if (this.#seen.get(message.id) !== undefined) return false
    this.#seen.set(message.id, 'other')
    return true
  }

  #follow(conversationId: string, reached: number): SeqTrack<Wire> {
    // Set again at each use: the conversations that are quiet longest are forgotten first.
    const track = this.#tracks.get(conversationId) ?? new SeqTrack(reached)
    this.#tracks.set(conversationId, track)
    return track
  }

  #note(conversationId: string, track: SeqTrack<Wire>, seq: number): void {
    track.put(seq)
    const ready = track.drain()
    if (ready.length > 0) this.#deps.deliver(ready)
    this.#mend(conversationId, track)
  }

  #mend(conversationId: string, track: SeqTrack<Wire>): void {
    if (track.filling || track.hole() === undefined) return
    track.filling = true
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      void this.#fill(conversationId, track)
    }, this.#deps.grace)
    this.#timers.add(timer)
  }

  async #fill(conversationId: string, track: SeqTrack<Wire>): Promise<void> {
    try {
      for (let hole = track.hole(); hole; hole = track.hole()) {
        const after = Math.max(hole.after, hole.before - 1 - FARTHEST)
        const page = await this.#deps.pull(conversationId, after)
        if (this.#tracks.get(conversationId) !== track) return
        this.#handOut(this.#patch(track, page, { after, before: hole.before }))
      }
    } catch {
      // The next sync may still bring what could not be pulled; holding the rest back would not help.
      if (this.#tracks.get(conversationId) === track) this.#handOut(track.surrender())
    } finally {
      track.filling = false
    }
  }

  /** Puts a page into a hole; answers what may be handed out because of it. */
  #patch(track: SeqTrack<Wire>, page: Page<Wire>, { after, before }: Hole): Wire[] {
    for (const message of page.messages) {
      if (track.covers(message.seq)) continue
      if (!this.#isOwn(message) && this.#isNew(message)) track.put(message.seq, message)
    }
    const top = Math.max(0, ...page.messages.map((message) => message.seq))
    const stuck = top <= after
    const done = page.complete || stuck || top >= before - 1
    // What is still missing below was deleted or is not for this account.
    return track.jump(done ? before - 1 : top)
  }

  #handOut(messages: Wire[]): void {
    if (messages.length > 0) this.#deps.deliver(messages)
  }
}
