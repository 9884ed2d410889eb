import type { ChatEvent, ChatEvents, Handler } from './event-map.ts'

interface Listener {
  readonly handler: (event: ChatEvent) => void
  readonly context: unknown
  readonly once: boolean
}

/**
 * Calls the handlers of the app.
 *
 * A handler that throws is reported and stays registered; the others are called all the same.
 */
export class Emitter {
  readonly #listeners = new Map<string, readonly Listener[]>()
  readonly #threw: (error: unknown, event: string) => void

  constructor(threw: (error: unknown, event: string) => void) {
    this.#threw = threw
  }

  on<Name extends string>(name: Name, handler: Handler<Name>, context?: unknown): void {
    this.#add(name, { handler: handler as Listener['handler'], context, once: false })
  }

  once<Name extends string>(name: Name, handler: Handler<Name>, context?: unknown): void {
    this.#add(name, { handler: handler as Listener['handler'], context, once: true })
  }

  /** Removes what was registered with the same function and, where they are given, context and once. */
  off<Name extends string>(
    name: Name,
    handler: Handler<Name>,
    context?: unknown,
    once?: boolean,
  ): void {
    const left = (this.#listeners.get(name) ?? []).filter(
      (listener) =>
        listener.handler !== handler ||
        (context !== undefined && listener.context !== context) ||
        (once === true && !listener.once),
    )
    this.#keep(name, left)
  }

  emit<Name extends keyof ChatEvents>(name: Name, data: ChatEvents[Name]): void {
    // A list is replaced, never changed, so handlers may register and remove while it is walked.
    for (const listener of this.#listeners.get(name) ?? []) {
      if (listener.once) this.#remove(name, listener)
      this.#call(listener, { name, data })
    }
  }

  clear(): void {
    this.#listeners.clear()
  }

  #add(name: string, listener: Listener): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener])
  }

  #remove(name: string, listener: Listener): void {
    this.#keep(
      name,
      (this.#listeners.get(name) ?? []).filter((other) => other !== listener),
    )
  }

  #keep(name: string, listeners: readonly Listener[]): void {
    if (listeners.length === 0) this.#listeners.delete(name)
    else this.#listeners.set(name, listeners)
  }

  #call(listener: Listener, event: ChatEvent): void {
    try {
      listener.handler.call(listener.context, event)
    } catch (error) {
      this.#threw(error, event.name)
    }
  }
}
