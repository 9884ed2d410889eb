import { recordRest } from '@yanshu/server/testing'
import type { RestAnswer, TestApp, TestServer } from '@yanshu/server/testing'

/** A REST call of which any part can be wrong. */
export interface SignedCall {
  /** After `/v4/`. */
  readonly path: string
  /** Parameters over those of a good call; `undefined` leaves one out. */
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: BodyInit
  readonly method?: string
}

/** Sends a call signed by the built-in administrator. */
export function send(im: TestServer, app: TestApp, call: SignedCall): Promise<Response> {
  const url = new URL(im.restUrl(app, call.path))
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value === undefined) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  const method = call.method ?? 'POST'
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return fetch(url, { method, ...(hasBody ? { body: call.body ?? '{}' } : {}) })
}

/** Sends a call and reads its envelope; what it shows counts for the conformance report. */
export async function ask(im: TestServer, app: TestApp, call: SignedCall): Promise<RestAnswer> {
  const answer = await askAnything(im, app, call)
  recordRest(call.path, bodyOf(call), answer)
  return answer
}

/** Sends a call that was made up by chance: it proves nothing about its command. */
export async function askAnything(
  im: TestServer,
  app: TestApp,
  call: SignedCall,
): Promise<RestAnswer> {
  const response = await send(im, app, call)
  return (await response.json()) as RestAnswer
}

/** What a call said, where it said it in JSON. */
function bodyOf({ body }: SignedCall): unknown {
  try {
    return typeof body === 'string' ? (JSON.parse(body) as unknown) : {}
  } catch {
    return {}
  }
}

/** What an answer with this failure looks like. */
export function failure(row: { readonly code: number }) {
  return { ActionStatus: 'FAIL', ErrorCode: row.code }
}
