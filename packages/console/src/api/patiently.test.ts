import { expect, test } from 'bun:test'
import { ApiFailure } from './api-failure.ts'
import { patiently } from './patiently.ts'

const tooFrequent = new ApiFailure('RequestLimitExceeded', 'too many')

function failing(times: number, failure: Error) {
  let calls = 0
  let pauses = 0
  const result = patiently(
    async () => {
      calls += 1
      if (calls <= times) throw failure
      return calls
    },
    async () => {
      pauses += 1
    },
  )
  return { result, pauses: () => pauses }
}

test('a call that came too soon is made again after a pause', async () => {
  const { result, pauses } = failing(2, tooFrequent)

  expect(await result).toBe(3)
  expect(pauses()).toBe(2)
})

test('what does not get through after five tries fails', async () => {
  const { result, pauses } = failing(9, tooFrequent)

  expect(await result.catch((error: unknown) => error)).toBe(tooFrequent)
  expect(pauses()).toBe(4)
})

test('other failures are not tried again', async () => {
  const lost = new ApiFailure('InternalError', 'lost')
  const { result, pauses } = failing(1, lost)

  expect(await result.catch((error: unknown) => error)).toBe(lost)
  expect(pauses()).toBe(0)
})
