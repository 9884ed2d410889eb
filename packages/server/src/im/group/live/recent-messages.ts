import type { WireGroupMessage } from '@yanshu/protocol'

/** Messages of one room: as many as a newcomer may see at most. */
const PER_ROOM = 50

/** Messages of all rooms together, each of 12 KB at most; the rooms that nobody wrote to for longest lose theirs first. */
const IN_ALL = 30_000

/** Older ones are shown to nobody: 24 hours (直播群新成员查看入群前消息). */
const SHOWN_FOR = 86_400

/** The newest messages of live rooms, which nothing else keeps. */
export class RecentMessages {
  readonly #rooms = new Map<string, WireGroupMessage[]>()
  #count = 0

  /** @param room - names it over all apps. */
  add(room: string, message: WireGroupMessage): void {
    const messages = this.#rooms.get(room) ?? []
    // The room that was written to last comes last.
    this.#rooms.delete(room)
    this.#rooms.set(room, messages)
    messages.push(message)
    this.#count += 1
    if (messages.length > PER_ROOM) {
      messages.shift()
      this.#count -= 1
    }
    if (this.#count > IN_ALL) this.#forgetOldest()
  }

  /** The last messages, oldest first. @param now - Unix seconds. */
  last(room: string, most: number, now: number): readonly WireGroupMessage[] {
    if (most === 0) return []
    const messages = this.#rooms.get(room) ?? []
    return messages.filter(({ time }) => time > now - SHOWN_FOR).slice(-most)
  }

  find(room: string, id: string): WireGroupMessage | undefined {
    return this.#rooms.get(room)?.find((message) => message.id === id)
  }

  /** A message was recalled: nobody is to see it any more. */
  remove(room: string, id: string): void {
    const messages = this.#rooms.get(room)
    const at = messages?.findIndex((message) => message.id === id) ?? -1
    if (at < 0) return
    messages?.splice(at, 1)
    this.#count -= 1
  }

  forget(room: string): void {
    this.#count -= this.#rooms.get(room)?.length ?? 0
    this.#rooms.delete(room)
  }

  rooms(): Iterable<string> {
    return this.#rooms.keys()
  }

  #forgetOldest(): void {
    const [oldest] = this.#rooms.keys()
    if (oldest !== undefined) this.forget(oldest)
  }
}
