import { cloudVersions } from '@yanshu/protocol'
import type { CloudAction } from '@yanshu/protocol'
import type { ActionParams, ActionResult } from './action-types.ts'
import { ApiFailure, NETWORK_FAILURE, PAGE_REFUSED } from './api-failure.ts'
import type { SessionContext } from './post-in-session.ts'
import { postInSession } from './post-in-session.ts'

export interface CallerContext extends SessionContext {
  readonly language: () => string
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
    const init = {
      headers: {
        'X-TC-Action': action.name,
        'X-TC-Version': cloudVersions[action.service],
        'X-TC-Language': context.language(),
      },
      body: JSON.stringify(params),
      signal: options.signal ?? null,
    }
    const response = await postInSession('/api', init, context)
    return readAnswer(response)
  }
}

async function readAnswer<Result>(response: Response): Promise<Result> {
  const answer = await readJson(response)
  if (answer?.Response === undefined) {
    const code = response.status === 403 ? PAGE_REFUSED : NETWORK_FAILURE
    throw new ApiFailure(code, `HTTP ${response.status}`)
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
