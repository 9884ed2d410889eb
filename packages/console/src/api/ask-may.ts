import { MOST_CHECKS } from '@yanshu/protocol'
import type { MayAnswer, PermissionCheck } from '@yanshu/protocol'
import { ApiFailure, NETWORK_FAILURE } from './api-failure.ts'
import { MayBatch } from './may-batch.ts'
import type { SessionContext } from './post-in-session.ts'
import { postInSession } from './post-in-session.ts'

export type AskMay = (check: PermissionCheck) => Promise<boolean>

/** Builds the function that asks whether the person may do something; what is asked at once travels together. */
export function createAskMay(context: SessionContext): AskMay {
  const batch = new MayBatch((checks) => askMany(checks, context), MOST_CHECKS)
  return (check) => batch.ask(check)
}

async function askMany(
  checks: readonly PermissionCheck[],
  context: SessionContext,
): Promise<readonly boolean[]> {
  const body = JSON.stringify({ checks })
  const response = await postInSession('/session/may', { body }, context)
  if (!response.ok) throw new ApiFailure(NETWORK_FAILURE, `HTTP ${response.status}`)
  const { allowed } = (await response.json()) as MayAnswer
  return allowed
}
