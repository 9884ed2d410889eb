import { randomUUID } from 'node:crypto'
import { CloudError } from '@yanshu/protocol'
import type { Access } from '../../access/access.ts'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import type { ActionRunner } from './action-runner.ts'
import { readBody } from './bounded-body.ts'
import { inEnvelope } from './envelope.ts'
import { identify } from './identify.ts'

export interface CloudDoorDeps {
  readonly access: Pick<Access, 'keys'>
  readonly runner: ActionRunner
  readonly now: Clock
  readonly log: Logger
}

export type Door = (request: Request, sourceIp: string) => Promise<Response>

export const MAX_BODY_BYTES = 1_048_576
const MAX_QUERY_BYTES = 32_768

/** Cloud API 3.0: signed calls to `/`, always answered with HTTP 200 and an envelope. */
export function createCloudDoor({ access, runner, now, log }: CloudDoorDeps): Door {
  return async (request, sourceIp) => {
    const requestId = randomUUID()
    const response = await inEnvelope(log, requestId, async () => {
      const received = await receive(request)
      const identified = await identify({ keys: access.keys, now }, received)
      return runner.run({ ...identified, requestId, sourceIp, door: 'cloud' })
    })
    echoTrace(request, response)
    return response
  }
}

/** True for a request to `/` that is meant for the cloud door and not for the console's page. */
export function isCloudCall(request: Request): boolean {
  if (request.method === 'POST' || request.headers.has('x-tc-action')) return true
  return new URL(request.url).searchParams.has('Action')
}

async function receive(request: Request) {
  const { method, headers } = request
  const url = new URL(request.url)
  if (method !== 'POST' && method !== 'GET') {
    throw new CloudError('InvalidRequest', 'The method must be POST or GET.')
  }
  if (url.search.length > MAX_QUERY_BYTES) {
    throw new CloudError('RequestSizeLimitExceeded', `The query is over ${MAX_QUERY_BYTES} bytes.`)
  }
  return { method, url, headers, body: await readBody(request, MAX_BODY_BYTES) }
}

function echoTrace(request: Request, response: Response): void {
  const trace = request.headers.get('x-tc-traceid')
  if (trace !== null && /^[\w-]{1,128}$/.test(trace)) response.headers.set('x-tc-traceid', trace)
}
