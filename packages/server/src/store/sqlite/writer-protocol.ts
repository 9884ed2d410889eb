import type { LogRow, SqlResult, SqlValue } from './engine.ts'

/** What the server asks its writing thread. */
export type WriterRequest =
  | { readonly id: number; readonly kind: 'open'; readonly path: string }
  | {
      readonly id: number
      readonly kind: 'execute'
      readonly sql: string
      readonly params: readonly SqlValue[]
    }
  | { readonly id: number; readonly kind: 'append'; readonly rows: readonly LogRow[] }
  | { readonly id: number; readonly kind: 'close' }

export interface WriterReply {
  readonly id: number
  readonly result?: SqlResult
  readonly error?: string
}
