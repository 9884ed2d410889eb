import { MOST_CHECKS } from '@yanshu/protocol'
import type { MayAnswer, PermissionCheck } from '@yanshu/protocol'
import { ApiFailure, NETWORK_FAILURE, SIGNED_OUT, toApiFailure } from './api-failure.ts'
import type { CallerContext } from './call-action.ts'
import { MayBatch } from './may-batch.ts'

export type AskMay = (check: PermissionCheck) => Promise<boolean>

type AskerContext = Omit<CallerContext, 'language'>

/** Builds the function that asks whether the person may do something; what is asked at once travels together. */
export function createAskMay(context: AskerContext): AskMay {
  const batch = new MayBatch((checks) => askMany(checks, context), MOST_CHECKS)
  return (check) => batch.ask(check)
}

async function askMany(
  checks: readonly PermissionCheck[],
  context: AskerContext,
): Promise<readonly boolean[]> {
  const response = await post(checks, context.csrfToken())
  if (response.status === 401) {
    context.onSignedOut()
    throw new ApiFailure(SIGNED_OUT, 'signed out')
  }
  if (!response.ok) throw new ApiFailure(NETWORK_FAILURE, `HTTP ${response.status}`)
  const { allowed } = (await response.json()) as MayAnswer
  return allowed
}

async function post(checks: readonly PermissionCheck[], csrfToken: string): Promise<Response> {
  try {
    return await fetch('/session/may', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
      body: JSON.stringify({ checks }),
    })
  } catch (error) {
    throw toApiFailure(error)
  }
}
