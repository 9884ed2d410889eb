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
  /** What the call is about as it is now; see `ActionOptions`. */
  snapshot?(call: ActionCall<unknown>, answer: unknown): Promise<unknown>
}

export interface ActionOptions<Body, Answer> {
  /**
   * What a writing call is about, as data: read before and after the call, and of both the audit trail
   * keeps the members that differ. Answers undefined where there is nothing. Things of which there are
   * several are members by their id, `{ ann: {…}, bob: {…} }`, because an array is one member. Secrets
   * may be told: they are masked by the names of their members. It costs what it reads, so it reads no
   * more than the call names.
   *
   * @param answer - of the call, at the second reading: it tells the id of what was made. What one
   *   throws counts as nothing.
   */
  readonly snapshot?: (call: ActionCall<Body>, answer: Answer | undefined) => Promise<unknown>
}

/** Pairs an action with its handler; the door has validated the body against `action.request`. */
export function handleAction<Req extends z.ZodType, Res extends z.ZodType>(
  action: CloudAction<Req, Res>,
  run: (call: ActionCall<z.output<Req>>) => Promise<z.input<Res>>,
  { snapshot }: ActionOptions<z.output<Req>, z.input<Res>> = {},
): ActionHandler {
  type Call = ActionCall<z.output<Req>>
  return {
    action,
    run: (call) => run(call as Call),
    ...(snapshot && {
      snapshot: (call, answer) => snapshot(call as Call, answer as z.input<Res> | undefined),
    }),
  }
}
