import { describeFrame } from './frame.ts'
import type { Frame } from './frame.ts'
import { ValueStore } from './value-store.ts'

/** Frames kept per client; older ones are dropped. */
export const FRAMES_KEPT = 200
/** Requests whose answers are still awaited; beyond this the oldest lose their names. */
const REQUESTS_REMEMBERED = 500

export interface FrameLogView {
  /** Newest first. */
  readonly frames: readonly Frame[]
  readonly paused: boolean
}

/** The latest frames of one client, over all its connections. */
export class FrameLog {
  readonly view = new ValueStore<FrameLogView>({ frames: [], paused: false })
  readonly #requests = new Map<number, string>()
  #next = 1

  readonly record = (direction: 'in' | 'out', text: string): void => {
    const frame = describeFrame({ id: this.#next, at: Date.now(), direction, text }, this.#requests)
    this.#forgetOldRequests()
    const { frames, paused } = this.view.get()
    if (paused) return
    this.#next += 1
    this.view.patch({ frames: [frame, ...frames].slice(0, FRAMES_KEPT) })
  }

  readonly togglePause = (): void => this.view.patch({ paused: !this.view.get().paused })

  readonly clear = (): void => this.view.patch({ frames: [] })

  #forgetOldRequests(): void {
    for (const id of this.#requests.keys()) {
      if (this.#requests.size <= REQUESTS_REMEMBERED) return
      this.#requests.delete(id)
    }
  }
}
