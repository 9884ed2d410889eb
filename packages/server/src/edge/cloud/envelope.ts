import { CloudError } from '@yanshu/protocol'
import type { Logger } from '../../log.ts'

const HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' }

/** Runs a call and puts what comes of it, success or failure, in the envelope of cloud API 3.0. */
export async function inEnvelope(
  log: Logger,
  requestId: string,
  call: () => Promise<object>,
): Promise<Response> {
  try {
    return envelope({ ...(await call()), RequestId: requestId })
  } catch (error) {
    return envelope({ Error: toFailure(log, requestId, error), RequestId: requestId })
  }
}

/** Failures are HTTP 200 as well: clients take any other status for a broken connection. */
function envelope(outcome: object): Response {
  return new Response(JSON.stringify({ Response: outcome }), { headers: HEADERS })
}

function toFailure(log: Logger, requestId: string, error: unknown) {
  if (error instanceof CloudError) {
    log.debug('cloud.refused', { requestId, code: error.code })
    return { Code: error.code, Message: error.message }
  }
  log.error('cloud.failed', { requestId, error })
  return { Code: 'InternalError', Message: `An internal error. [request id:${requestId}]` }
}
