import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { CloudAction } from '@yanshu/protocol'
import { cloudActions, cloudVersions } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { storages } from '../storages.ts'
import { sampleBody } from './sample-body.ts'
import type { Caller } from './sub-users.ts'
import { appName, newSubUser } from './sub-users.ts'

/** Every action there is: a new one is in here without a line. */
const actions = cloudActions.map((action) => ({ name: `${action.service}:${action.name}`, action }))

interface Refusal {
  readonly code: string
  readonly message: string
  readonly requestId: string
}

describe.each(storages)('no action is open on $name', ({ start }) => {
  let im: TestServer
  let nobody: Caller
  beforeAll(async () => {
    im = await start()
    nobody = await newSubUser(im)
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const call = (path: string, action: CloudAction, headers: Record<string, string> = {}) =>
    fetch(`${im.url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-tc-action': action.name,
        'x-tc-version': cloudVersions[action.service],
        ...headers,
      },
      body: JSON.stringify(sampleBody(action)),
    })
  const codeAt = async (response: Response) =>
    ((await response.json()) as { Response: { Error?: { Code: string } } }).Response.Error?.Code

  test.each(actions)('$name to a call that is not signed', async ({ action }) => {
    const unsigned = await call('/', action)
    const skipped = await call('/', action, {
      authorization: 'SKIP',
      'x-tc-timestamp': String(Math.floor(Date.now() / 1000)),
    })

    expect(await codeAt(unsigned)).toBe('AuthFailure.InvalidAuthorization')
    expect(await codeAt(skipped)).toBe('AuthFailure.InvalidAuthorization')
  })

  test.each(actions)('$name to a page without a session', async ({ action }) => {
    const response = await call('/api', action, { 'x-csrf-token': 'x', cookie: 'yanshu_session=x' })

    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({ error: 'signedOut' })
  })

  test.each(actions)('$name to a sub-user without a policy', async ({ name, action }) => {
    const refusal: Refusal = await nobody.act(action, sampleBody(action)).then(
      () => ({ code: '', message: 'it was let in', requestId: '' }),
      (error: Refusal) => error,
    )

    const { code, message, requestId } = refusal
    const resource = /resource \((.*)\) has no permission/.exec(message)?.[1] ?? 'none'
    expect(code).toBe('UnauthorizedOperation')
    expect(message).toBe(
      `[request id:${requestId}]you are not authorized to perform operation (${name})\n` +
        `resource (${resource}) has no permission\n`,
    )
    expect(resource).toMatch(/^(?:\*|qcs::(?:im|cam|tag)::uin\/100000000001:[a-z]+\/\S+)$/)
    expect(resource).toBe(resourceOf(action) ?? resource)
  })
})

/** What the refusal of an action names; undefined where the request says which. */
function resourceOf({ resource }: CloudAction): string | undefined {
  if (resource === 'none') return '*'
  if (resource === 'app') return appName(1)
  return typeof resource === 'string' ? appName('*') : undefined
}
