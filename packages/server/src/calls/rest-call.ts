import type { Command } from '@yanshu/protocol'
import type { z } from 'zod'

/** One authorized REST call, its body already validated. */
export interface RestCall<Body> {
  readonly appId: number
  /** The administrator that signed the call. */
  readonly operator: string
  /** Scheme and host that the caller reached the server by. */
  readonly origin: string
  readonly sourceIp: string
  readonly body: Body
}

/** Fields of an answer that replace those of the envelope, where a command has its own. */
export interface Envelope {
  readonly ActionStatus?: 'OK' | 'FAIL' | 'SomeError'
  readonly ErrorCode?: number
  readonly ErrorInfo?: string
}

/** A row of the table of commands with the code that answers it. */
export interface RestHandler {
  readonly command: Command
  run(call: RestCall<unknown>): Promise<object>
  /** What the call is about as it is now; see `ActionOptions`. */
  snapshot?(call: RestCall<unknown>, answer: object | undefined): Promise<unknown>
}

export interface RestOptions<Body, Answer> {
  /** For commands that leave an audit entry; as the snapshots of actions are. */
  readonly snapshot?: (call: RestCall<Body>, answer: Answer | undefined) => Promise<unknown>
}

/** Pairs a command with its handler; the door has validated the body against `command.request`. */
export function handleRest<Req extends z.ZodType, Res extends z.ZodType>(
  command: Command<Req, Res>,
  run: (call: RestCall<z.output<Req>>) => Promise<z.input<Res> & Envelope>,
  { snapshot }: RestOptions<z.output<Req>, z.input<Res>> = {},
): RestHandler {
  type Call = RestCall<z.output<Req>>
  return {
    command,
    run: async (call) => {
      const answer = await run(call as Call)
      return answer as object
    },
    ...(snapshot && {
      snapshot: (call, answer) => snapshot(call as Call, answer as z.input<Res> | undefined),
    }),
  }
}
