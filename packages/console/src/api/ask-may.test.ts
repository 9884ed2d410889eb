import { afterEach, expect, spyOn, test } from 'bun:test'
import { createAskMay } from './ask-may.ts'

const fetching = spyOn(globalThis, 'fetch')
afterEach(() => fetching.mockReset())

let signedOut = 0
const askMay = createAskMay({
  session: () => ({ uin: '7', csrfToken: 'token', mustChangePassword: false }),
  renewSession: async () => null,
  onSignedOut: () => {
    signedOut += 1
  },
})

test('questions that are asked together are posted with the token, and answered in their order', async () => {
  fetching.mockResolvedValue(Response.json({ allowed: [true, false] }))

  const answers = await Promise.all([
    askMay({ Action: 'im:DescribeConfInfo', SDKAppID: 1_400_000_001 }),
    askMay({ Action: 'im:SetConfInfo', SDKAppID: 1_400_000_001 }),
  ])

  expect(answers).toEqual([true, false])
  const [path, init] = fetching.mock.calls[0] ?? []
  expect(fetching).toHaveBeenCalledTimes(1)
  expect(path).toBe('/session/may')
  expect(init).toMatchObject({
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': 'token' },
    body: JSON.stringify({
      checks: [
        { Action: 'im:DescribeConfInfo', SDKAppID: 1_400_000_001 },
        { Action: 'im:SetConfInfo', SDKAppID: 1_400_000_001 },
      ],
    }),
  })
})

test('a lost session is told', async () => {
  signedOut = 0
  fetching.mockResolvedValue(Response.json({ error: 'signedOut' }, { status: 401 }))

  await expect(askMay({ Action: 'im:SetConfInfo' })).rejects.toMatchObject({ code: 'SignedOut' })
  expect(signedOut).toBe(1)
})

test.each([
  ['no connection', () => fetching.mockRejectedValue(new TypeError('failed'))],
  ['a refusal', () => fetching.mockResolvedValue(Response.json({}, { status: 400 }))],
])('%s is a network failure', async (_, answer) => {
  answer()

  await expect(askMay({ Action: 'im:SetConfInfo' })).rejects.toMatchObject({
    code: 'NetworkFailure',
  })
})
