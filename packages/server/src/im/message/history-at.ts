import { toSeconds } from '../../clock.ts'
import type { History, Page } from './history.ts'
import type { MessageRow, MessageStore, View } from './store.ts'

/** A second that is fuller than this is told up to here. */
const FULLEST_SECOND = 1000

export type Direction = 'older' | 'newer'

/** Reads history from a time on. Pages end between two seconds, so that the next one needs no more than a time. */
export class HistoryAt {
  readonly #messages: MessageStore
  readonly #history: History

  constructor(messages: MessageStore, history: History) {
    this.#messages = messages
    this.#history = history
  }

  async read(
    view: View,
    peer: string,
    { time, direction, limit }: { time: number; direction: Direction; limit: number },
  ): Promise<Page & { readonly nextTime: number }> {
    const found = await this.#from(view, time, direction, limit + 1)
    const page = found.length <= limit ? found : wholeSeconds(found.slice(0, limit), found[limit])
    const rows = page.length > 0 ? page : await this.#crowdedSecond(view, direction, found[0])
    const farthest = rows.at(-1)
    const complete = found.length <= limit
    const messages = await this.#history.dress(
      direction === 'older' ? rows.toReversed() : rows,
      view.account,
      peer,
    )
    const step = direction === 'older' ? -1 : 1
    const nextTime = farthest ? toSeconds(farthest.time) + step : time
    return { messages, complete, nextTime: Math.max(0, nextTime) }
  }

  /** Nearest first. */
  #from(view: View, time: number, direction: Direction, limit: number) {
    return direction === 'older'
      ? this.#messages.before(view, { time: (time + 1) * 1000, seq: 0 }, limit)
      : this.#messages.after(view, time * 1000, limit)
  }

  async #crowdedSecond(
    view: View,
    direction: Direction,
    first: MessageRow | undefined,
  ): Promise<readonly MessageRow[]> {
    if (!first) return []
    const second = toSeconds(first.time)
    const rows = await this.#from(view, second, direction, FULLEST_SECOND)
    return rows.filter((row) => toSeconds(row.time) === second)
  }
}

/** The rows of the seconds that the first row beyond the page does not reach into. */
function wholeSeconds(
  rows: readonly MessageRow[],
  beyond: MessageRow | undefined,
): readonly MessageRow[] {
  const cut = beyond && toSeconds(beyond.time)
  return rows.filter((row) => toSeconds(row.time) !== cut)
}
