import type { z } from 'zod'
import type { ErrorRow } from '../errors/error-row.ts'

/** One gateway request as data. */
export interface Method<Params extends z.ZodType = z.ZodType, Result = unknown> {
  readonly name: string
  readonly summary: string
  readonly params: Params
  readonly errors: readonly ErrorRow[]
  /** Carries the type of the result; never set. */
  readonly result?: Result
}

/** Declares a method: `defineMethod<Result>()({...})`, so that the params' type is inferred. */
export function defineMethod<Result>() {
  return <Params extends z.ZodType>(method: Omit<Method<Params, Result>, 'result'>) =>
    method as Method<Params, Result>
}

export type ParamsOf<M> = M extends Method<infer P, unknown> ? z.input<P> : never
export type ResultOf<M> = M extends Method<z.ZodType, infer R> ? R : never
