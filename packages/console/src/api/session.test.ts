import { afterEach, expect, spyOn, test } from 'bun:test'
import { signOut } from './session.ts'

const fetching = spyOn(globalThis, 'fetch')
afterEach(() => fetching.mockReset())

const sent = () =>
  fetching.mock.calls.map(([, init]) => [
    init?.method,
    new Headers(init?.headers).get('x-csrf-token'),
  ])

test('signing out ends the session that another tab has begun', async () => {
  fetching
    .mockResolvedValueOnce(Response.json({ error: 'badCsrfToken' }, { status: 403 }))
    .mockResolvedValueOnce(Response.json({ csrfToken: 'new' }))
    .mockResolvedValueOnce(new Response(null, { status: 204 }))

  await signOut('old')

  expect(sent()).toEqual([
    ['DELETE', 'old'],
    ['GET', null],
    ['DELETE', 'new'],
  ])
})

test('signing out asks once where the token is good', async () => {
  fetching.mockResolvedValueOnce(new Response(null, { status: 204 }))

  await signOut('token')

  expect(sent()).toEqual([['DELETE', 'token']])
})
