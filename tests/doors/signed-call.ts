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

/** Sends a call and reads its envelope. */
export async function ask(im: TestServer, app: TestApp, call: SignedCall): Promise<RestAnswer> {
  const response = await send(im, app, call)
  return (await response.json()) as RestAnswer
}

/** What an answer with this failure looks like. */
export function failure(row: { readonly code: number }) {
  return { ActionStatus: 'FAIL', ErrorCode: row.code }
}
