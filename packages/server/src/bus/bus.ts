import type { BusEvents } from './events.ts'

type Handler<Name extends keyof BusEvents> = (event: BusEvents[Name]) => void

/** Carries facts from the capabilities to whoever listens. */
export interface Bus {
  publish<Name extends keyof BusEvents>(name: Name, event: BusEvents[Name]): void
  subscribe<Name extends keyof BusEvents>(name: Name, handler: Handler<Name>): void
}

/** The bus of a node that is alone: handlers run at once, in the order they subscribed. */
export function createLocalBus(failed: (error: unknown) => void): Bus {
  const handlers = new Map<string, ((event: never) => void)[]>()
  return {
    publish(name, event) {
      for (const handler of handlers.get(name) ?? []) {
        try {
          handler(event as never)
        } catch (error) {
          // One listener's fault must not take the event from the next.
          failed(error)
        }
      }
    },
    subscribe(name, handler) {
      handlers.set(name, [...(handlers.get(name) ?? []), handler as (event: never) => void])
    },
  }
}
