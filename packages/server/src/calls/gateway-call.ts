import type { Method } from '@yanshu/protocol'
import type { z } from 'zod'

/** One request of a signed-in client, its params already validated. */
export interface GatewayCall<Params> {
  readonly appId: number
  readonly account: string
  /** The connection that asks; events to the other connections of the account leave it out. */
  readonly sessionId: string
  readonly sourceIp: string
  readonly params: Params
}

/**
 * An answer that is still under way although everything whose order matters is done: the connection
 * may start on its next frame. Sending a message answers so, between append and commit.
 */
export class Later<Result> {
  readonly #result: Promise<unknown>
  readonly #pick: ((result: never) => Result) | undefined

  private constructor(result: Promise<unknown>, pick: ((result: never) => Result) | undefined) {
    this.#result = result
    this.#pick = pick
  }

  static of<Result>(result: Promise<Result>): Later<Result> {
    return new Later<Result>(result, undefined)
  }

  /** The same answer, of which only a part is given; costs no promise of its own. */
  pick<Part>(pick: (result: Result) => Part): Later<Part> {
    if (this.#pick) throw new Error('a part of a part is not picked')
    return new Later<Part>(this.#result, pick)
  }

  get result(): Promise<Result> {
    return new Promise((resolve, reject) => this.settle(resolve, reject))
  }

  settle(done: (result: Result) => void, failed: (error: unknown) => void): void {
    const pick = this.#pick
    void this.#result.then((result) => {
      // oxlint-disable-next-line promise/no-callback-in-promise -- a promise more for every message is what this saves
      done(pick ? pick(result as never) : (result as Result))
    }, failed)
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
