import { closes } from '@yanshu/protocol/gateway/closes'
import { ChatError, failure, sdkErrors } from '../errors.ts'

interface Entry {
  readonly id: number
  readonly name: string
  readonly text: string
  readonly retry: boolean
  readonly resolve: (result: unknown) => void
  readonly reject: (error: ChatError) => void
  readonly timer: ReturnType<typeof setTimeout>
  sent: number
}

export interface RequestOptions {
  /** Milliseconds until the request fails without an answer. */
  readonly timeout: number
  /** Send it again after a lost connection. */
  readonly retry: boolean
  /** Send it now, ahead of what waits: the login, which opens the way for the rest. */
  readonly urgent?: boolean
}

/** An answer of the gateway. */
export interface Answer {
  readonly id: number
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
}

/** Requests under way at a time; the gateway ends a connection with too many frames waiting. */
const WINDOW = 64
/** A request that lost this many connections is suspected of ending them. */
const MOST_SENDS = 3

/**
 * The requests that have no answer yet, in the order they were made.
 *
 * A lost connection puts those under way back to the front; they leave again, byte for byte the
 * same, on the next one.
 */
export class RequestTable {
  readonly #send: (text: string) => void
  #waiting = new Map<number, Entry>()
  readonly #underway = new Map<number, Entry>()
  #open = false
  #lastId = 0

  constructor(send: (text: string) => void) {
    this.#send = send
  }

  ask(name: string, params: unknown, options: RequestOptions): Promise<unknown> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#expire(id), options.timeout)
      const text = JSON.stringify({ id, method: name, params })
      const entry = { id, name, text, retry: options.retry, resolve, reject, timer, sent: 0 }
      if (options.urgent) {
        this.#launch(entry)
        return
      }
      this.#waiting.set(id, entry)
      this.#pump()
    })
  }

  /** The connection takes requests now. */
  open(): void {
    this.#open = true
    this.#pump()
  }

  /** The connection ended with a close code. */
  close(code: number): void {
    this.#open = false
    const suspect = code === closes.tooBig.code ? this.#largest() : undefined
    const again = [...this.#underway.values()].filter((entry) => {
      if (entry.retry && entry.sent < MOST_SENDS && entry !== suspect) return true
      this.#fail(entry, failure(sdkErrors.timeout, `the connection was lost during ${entry.name}`))
      return false
    })
    this.#underway.clear()
    this.#waiting = new Map([...again.map((entry) => [entry.id, entry] as const), ...this.#waiting])
  }

  /** Takes an answer; one that comes after its request gave up is dropped. */
  settle(answer: Answer): void {
    const entry = this.#underway.get(answer.id)
    if (entry === undefined) return
    this.#underway.delete(answer.id)
    if (answer.error) this.#fail(entry, new ChatError(answer.error.code, answer.error.message))
    else {
      clearTimeout(entry.timer)
      entry.resolve(answer.result)
    }
    this.#pump()
  }

  failAll(error: ChatError): void {
    this.#open = false
    const all = [...this.#underway.values(), ...this.#waiting.values()]
    this.#underway.clear()
    this.#waiting.clear()
    for (const entry of all) this.#fail(entry, error)
  }

  #pump(): void {
    if (!this.#open) return
    for (const entry of this.#waiting.values()) {
      if (this.#underway.size >= WINDOW) return
      this.#waiting.delete(entry.id)
      this.#launch(entry)
    }
  }

  #launch(entry: Entry): void {
    entry.sent += 1
    this.#underway.set(entry.id, entry)
    this.#send(entry.text)
  }

  // The close does not say which frame was too large; the largest is the only sure suspect.
  #largest(): Entry | undefined {
    let largest: Entry | undefined
    for (const entry of this.#underway.values()) {
      if (largest === undefined || entry.text.length > largest.text.length) largest = entry
    }
    return largest
  }

  #expire(id: number): void {
    const entry = this.#underway.get(id) ?? this.#waiting.get(id)
    if (entry === undefined) return
    this.#underway.delete(id)
    this.#waiting.delete(id)
    this.#fail(entry, failure(sdkErrors.timeout, entry.name))
    this.#pump()
  }

  #fail(entry: Entry, error: ChatError): void {
    clearTimeout(entry.timer)
    entry.reject(error)
  }
}
