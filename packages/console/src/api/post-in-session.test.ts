import { afterEach, beforeEach, expect, mock, spyOn, test } from 'bun:test'
import type { CallerSession } from './post-in-session.ts'
import { postInSession } from './post-in-session.ts'

const fetching = spyOn(globalThis, 'fetch')
const renewSession = mock(async (): Promise<CallerSession | null> => null)
const onSignedOut = mock(() => undefined)
beforeEach(() => {
  renewSession.mockReset()
  onSignedOut.mockReset()
})
afterEach(() => fetching.mockReset())

const stale: CallerSession = { uin: '7', csrfToken: 'old', mustChangePassword: false }
const fresh: CallerSession = { ...stale, csrfToken: 'new' }
const call = () =>
  postInSession('/api', { body: '{}' }, { session: () => stale, renewSession, onSignedOut })

/** What the server answers, call by call. */
function answer(...statuses: readonly number[]): void {
  for (const status of statuses) fetching.mockResolvedValueOnce(Response.json({}, { status }))
}

const tokens = () =>
  fetching.mock.calls.map(([, init]) => new Headers(init?.headers).get('x-csrf-token'))

test('a token that is worthless is read again, and the call made once more with it', async () => {
  answer(403, 200)
  renewSession.mockResolvedValue(fresh)

  expect((await call()).status).toBe(200)
  expect(tokens()).toEqual(['old', 'new'])
  expect(fetching.mock.calls.map(([, init]) => init?.body)).toEqual(['{}', '{}'])
})

test('what is refused twice is not asked a third time', async () => {
  answer(403, 403)
  renewSession.mockResolvedValue(fresh)

  expect((await call()).status).toBe(403)
  expect(fetching).toHaveBeenCalledTimes(2)
  expect(renewSession).toHaveBeenCalledTimes(1)
})

test.each([
  ['the password must be changed', { ...stale, mustChangePassword: true }, 'MustChangePassword'],
  ['somebody else has signed in', { ...fresh, uin: '8' }, 'SessionChanged'],
  ['nobody is signed in any more', null, 'SignedOut'],
])('nothing is sent again where %s', async (_, session, code) => {
  answer(403)
  renewSession.mockResolvedValue(session)

  await expect(call()).rejects.toMatchObject({ code })
  expect(fetching).toHaveBeenCalledTimes(1)
})

test('a session that ends between the two calls is told', async () => {
  answer(403, 401)
  renewSession.mockResolvedValue(fresh)

  await expect(call()).rejects.toMatchObject({ code: 'SignedOut' })
  expect(onSignedOut).toHaveBeenCalledTimes(1)
})

test('an answer asks for no session', async () => {
  answer(200)

  await call()

  expect(renewSession).not.toHaveBeenCalled()
})
