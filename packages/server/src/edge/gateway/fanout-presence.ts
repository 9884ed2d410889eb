import type { Bus } from '../../bus/bus.ts'
import { eventFrame } from './frames.ts'

/** Tells the connections that watch an account of its state. */
export function tellPresence(bus: Bus): void {
  bus.subscribe('presence.changed', ({ change, watchers }) => {
    const frame = eventFrame('presence.changed', change)
    for (const watcher of watchers) watcher.send(frame)
  })
}
