import type { CloudAction } from '@yanshu/protocol'
import type { z } from 'zod'
import type { Principal } from './principal.ts'

/** One authorized call of a cloud action, its body already validated. */
export interface ActionCall<Body> {
  readonly principal: Principal
  readonly body: Body
  readonly requestId: string
  readonly sourceIp: string
  /** Those of some apps that the caller may see by this action, for lists; in the order they came. */
  visible(appIds: readonly number[]): Promise<readonly number[]>
}

/** A row of the table of cloud actions with the code that answers it. */
export interface ActionHandler {
  readonly action: CloudAction
  run(call: ActionCall<unknown>): Promise<unknown>
}

/** Pairs an action with its handler; the door has validated the body against `action.request`. */
export function handleAction<Req extends z.ZodType, Res extends z.ZodType>(
  action: CloudAction<Req, Res>,
  run: (call: ActionCall<z.output<Req>>) => Promise<z.input<Res>>,
): ActionHandler {
  return { action, run: (call) => run(call as ActionCall<z.output<Req>>) }
}
