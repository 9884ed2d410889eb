import type { SqlResult } from './engine.ts'
import { SqliteEngine } from './engine.ts'
import type { WriterReply, WriterRequest } from './writer-protocol.ts'

/** The writing thread: runs what it is told, one request at a time, in order. */
declare const self: Worker

let engine: SqliteEngine | undefined

self.addEventListener('message', (event: MessageEvent<WriterRequest>) => {
  self.postMessage(answer(event.data))
})

function answer(request: WriterRequest): WriterReply {
  try {
    const result = run(request)
    return result ? { id: request.id, result } : { id: request.id }
  } catch (error) {
    return { id: request.id, error: error instanceof Error ? error.message : String(error) }
  }
}

function run(request: WriterRequest): SqlResult | undefined {
  switch (request.kind) {
    case 'open':
      engine = new SqliteEngine(request.path)
      return undefined
    case 'execute':
      return opened().execute(request.sql, request.params)
    case 'append':
      opened().append(request.rows)
      return undefined
    case 'close':
      opened().close()
      return undefined
    default:
      return request satisfies never
  }
}

function opened(): SqliteEngine {
  if (!engine) throw new Error('the database is not open')
  return engine
}
