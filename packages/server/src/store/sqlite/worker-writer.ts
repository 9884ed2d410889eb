import type { LogRow, SqlResult, SqlValue } from './engine.ts'
import type { WriterReply, WriterRequest } from './writer-protocol.ts'
import type { SqliteWriter } from './writer.ts'

interface Pending {
  resolve(result: SqlResult): void
  reject(error: Error): void
}

const NOTHING: SqlResult = { rows: [], changes: 0 }

/** Writes in a thread of its own, so that no fsync stalls the sockets. */
export class WorkerWriter implements SqliteWriter {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #nextId = 1
  #dead: Error | undefined

  constructor(path: string) {
    this.#worker = new Worker(new URL('writer-worker.ts', import.meta.url).href)
    this.#worker.addEventListener('message', (event: MessageEvent<WriterReply>) =>
      this.#settle(event.data),
    )
    this.#worker.addEventListener('error', (event) => this.#die(new Error(event.message)))
    this.#worker.postMessage({ id: 0, kind: 'open', path } satisfies WriterRequest)
  }

  execute(sql: string, params: readonly SqlValue[]): Promise<SqlResult> {
    return this.#ask((id) => ({ id, kind: 'execute', sql, params }))
  }

  async append(rows: readonly LogRow[]): Promise<void> {
    // Arrays of plain values are copied across threads faster than they are written as JSON.
    await this.#ask((id) => ({ id, kind: 'append', rows }))
  }

  async close(): Promise<void> {
    await this.#ask((id) => ({ id, kind: 'close' }))
    this.#worker.terminate()
  }

  #ask(build: (id: number) => WriterRequest): Promise<SqlResult> {
    if (this.#dead) return Promise.reject(this.#dead)
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
      this.#worker.postMessage(build(id))
    })
  }

  #settle(reply: WriterReply): void {
    const pending = this.#pending.get(reply.id)
    if (reply.error !== undefined) {
      const error = new Error(reply.error)
      if (pending) pending.reject(error)
      else this.#die(error)
    } else pending?.resolve(reply.result ?? NOTHING)
    this.#pending.delete(reply.id)
  }

  #die(error: Error): void {
    this.#dead = error
    for (const { reject } of this.#pending.values()) reject(error)
    this.#pending.clear()
  }
}
