import { cloudVersions } from '@yanshu/protocol'
import type { CloudAction } from '@yanshu/protocol'
import type { ActionParams, ActionResult } from './action-types.ts'
import { ApiFailure, NETWORK_FAILURE, SIGNED_OUT, toApiFailure } from './api-failure.ts'

/** What a call needs from the signed-in page. */
export interface CallerContext {
  readonly csrfToken: () => string
  readonly language: () => string
  /** Called when the server no longer knows the session. */
  readonly onSignedOut: () => void
}

export type CallAction = <Action extends CloudAction>(
  action: Action,
  params: ActionParams<Action>,
  options?: { readonly signal?: AbortSignal },
) => Promise<ActionResult<Action>>

interface Answer {
  readonly Response?: Readonly<Record<string, unknown>> & {
    readonly RequestId?: string
    readonly Error?: { readonly Code: string; readonly Message: string }
  }
}

/** The one way to the server's data: every action goes through the function this builds. */
export function createCallAction(context: CallerContext): CallAction {
  return async (action, params, options = {}) => {
    const response = await post(action, params, context, options.signal)
    if (response.status === 401) {
      context.onSignedOut()
      throw new ApiFailure(SIGNED_OUT, 'signed out')
    }
    return readAnswer(response)
  }
}

async function post(
  action: CloudAction,
  params: unknown,
  context: CallerContext,
  signal: AbortSignal | undefined,
): Promise<Response> {
  try {
    return await fetch('/api', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-TC-Action': action.name,
        'X-TC-Version': cloudVersions[action.service],
        'X-TC-Language': context.language(),
        'X-CSRF-Token': context.csrfToken(),
      },
      body: JSON.stringify(params),
      signal: signal ?? null,
    })
  } catch (error) {
    // An aborted query must reach the query library as it is, or it would count as a failure.
    if (signal?.aborted) throw error
    throw toApiFailure(error)
  }
}

async function readAnswer<Result>(response: Response): Promise<Result> {
  const answer = await readJson(response)
  if (answer?.Response === undefined) {
    throw new ApiFailure(NETWORK_FAILURE, `HTTP ${response.status}`)
  }
  const { Error: failure, RequestId: requestId, ...result } = answer.Response
  if (failure) throw new ApiFailure(failure.Code, failure.Message, requestId)
  return result as Result
}

async function readJson(response: Response): Promise<Answer | undefined> {
  try {
    return (await response.json()) as Answer
  } catch {
    return undefined
  }
}
