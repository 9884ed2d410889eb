import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, spyOn, test } from 'bun:test'
import type { SessionInfo } from '@yanshu/protocol'
import { createSessionRenewal, sessionKey } from './session-renewal.ts'

const fetching = spyOn(globalThis, 'fetch')
afterEach(() => fetching.mockReset())

const ann: SessionInfo = {
  user: 'ann',
  uin: '7',
  ownerUin: '1',
  isRoot: false,
  csrfToken: 'old',
  mustChangePassword: false,
  passwordForm: { minimumLength: 8, mustContain: [] },
}

function openPage() {
  const cache = new QueryClient()
  cache.setQueryData(sessionKey, ann)
  cache.setQueryData(['ListUsers', {}], { Data: [] })
  const read = () => cache.getQueryData<SessionInfo | null>(sessionKey)
  const users = () => cache.getQueryData(['ListUsers', {}])
  return { renew: createSessionRenewal(cache), read, users }
}

test('calls at the same time read the session once, and what was read stays', async () => {
  const { renew, read, users } = openPage()
  const session = { ...ann, csrfToken: 'new' }
  fetching.mockResolvedValue(Response.json(session))

  expect(await Promise.all([renew(), renew()])).toEqual([session, session])
  expect(fetching).toHaveBeenCalledTimes(1)
  expect(read()).toEqual(session)
  expect(users()).toEqual({ Data: [] })
})

test('a later call reads it again', async () => {
  const { renew } = openPage()
  fetching.mockResolvedValueOnce(Response.json(ann)).mockResolvedValueOnce(Response.json(ann))

  await renew()
  await renew()

  expect(fetching).toHaveBeenCalledTimes(2)
})

test('nothing stays that was read in the name of somebody else', async () => {
  const { renew, users } = openPage()
  fetching.mockResolvedValue(Response.json({ ...ann, user: 'bob', uin: '8' }))

  await renew()

  expect(users()).toBeUndefined()
})

test('a failure leaves the session as it is', async () => {
  const { renew, read } = openPage()
  fetching.mockRejectedValue(new TypeError('failed'))

  await expect(renew()).rejects.toMatchObject({ code: 'NetworkFailure' })
  expect(read()).toEqual(ann)
})
