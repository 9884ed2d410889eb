import type { Method } from '@yanshu/protocol'
import type { z } from 'zod'

/** One request of a signed-in client, its params already validated. */
export interface GatewayCall<Params> {
  readonly appId: number
  readonly account: string
  /** The connection that asks; events to the other connections of the account leave it out. */
  readonly sessionId: string
  readonly params: Params
}

/**
 * An answer that is still under way although everything whose order matters is done: the connection
 * may start on its next frame. Sending a message answers so, between append and commit.
 */
export class Later<Result> {
  readonly result: Promise<Result>

  constructor(result: Promise<Result>) {
    this.result = result
  }
}

export type Outcome<Result> = Result | Promise<Result | Later<Result>> | Later<Result>

/** A row of the table of methods with the code that answers it. */
export interface GatewayHandler {
  readonly method: Method
  run(call: GatewayCall<unknown>): Outcome<unknown>
}

/** Pairs a method with its handler; the session has validated the params. */
export function handleMethod<Params extends z.ZodType, Result>(
  method: Method<Params, Result>,
  run: (call: GatewayCall<z.output<Params>>) => Outcome<Result>,
): GatewayHandler {
  return { method, run: (call) => run(call as GatewayCall<z.output<Params>>) }
}
