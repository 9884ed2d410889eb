import { afterEach, expect, spyOn, test } from 'bun:test'
import { describeIMAppList } from '@yanshu/protocol'
import { createCallAction } from './call-action.ts'

const fetching = spyOn(globalThis, 'fetch')
afterEach(() => fetching.mockReset())

let signedOut = 0
const callAction = createCallAction({
  session: () => ({ uin: '7', csrfToken: 'token', mustChangePassword: false }),
  renewSession: async () => null,
  language: () => 'zh-CN',
  onSignedOut: () => {
    signedOut += 1
  },
})
const list = () => callAction(describeIMAppList, { Offset: 0, Limit: 10 })

function answer(body: unknown, status = 200): void {
  fetching.mockResolvedValue(Response.json(body, { status }))
}

test('an action is posted with its name, version, language and token', async () => {
  answer({ Response: { TotalCount: 0, AppList: [], RequestId: 'r' } })

  await list()

  const [path, init] = fetching.mock.calls[0] ?? []
  expect(path).toBe('/api')
  expect(init).toMatchObject({
    method: 'POST',
    body: '{"Offset":0,"Limit":10}',
    headers: {
      'X-TC-Action': 'DescribeIMAppList',
      'X-TC-Version': '2024-03-06',
      'X-TC-Language': 'zh-CN',
      'X-CSRF-Token': 'token',
    },
  })
})

test('the answer comes without its envelope', async () => {
  answer({ Response: { TotalCount: 0, AppList: [], RequestId: 'r' } })

  expect(await list()).toEqual({ TotalCount: 0, AppList: [] })
})

test('a refusal carries code, message and request id', async () => {
  answer({ Response: { Error: { Code: 'LimitExceeded.App', Message: 'full' }, RequestId: 'r' } })

  await expect(list()).rejects.toMatchObject({
    code: 'LimitExceeded.App',
    message: 'full',
    requestId: 'r',
  })
})

test('a lost session is told once per call', async () => {
  signedOut = 0
  answer({ error: 'signedOut' }, 401)

  await expect(list()).rejects.toMatchObject({ code: 'SignedOut' })
  expect(signedOut).toBe(1)
})

test('no connection, or an answer that is none, is a network failure', async () => {
  fetching.mockRejectedValueOnce(new TypeError('failed'))
  await expect(list()).rejects.toMatchObject({ code: 'NetworkFailure' })

  fetching.mockResolvedValueOnce(new Response('<html>', { status: 502 }))
  await expect(list()).rejects.toMatchObject({ code: 'NetworkFailure' })
})

test('a page that stays refused is told apart from a server that is away', async () => {
  for (const error of ['badCsrfToken', 'badCsrfToken']) {
    fetching.mockResolvedValueOnce(Response.json({ error }, { status: 403 }))
  }
  const again = createCallAction({
    session: () => ({ uin: '7', csrfToken: 'old', mustChangePassword: false }),
    renewSession: async () => ({ uin: '7', csrfToken: 'new', mustChangePassword: false }),
    language: () => 'en-US',
    onSignedOut: () => undefined,
  })

  await expect(again(describeIMAppList, { Offset: 0, Limit: 10 })).rejects.toMatchObject({
    code: 'PageRefused',
  })
})
