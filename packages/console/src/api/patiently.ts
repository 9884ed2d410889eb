import { ApiFailure } from './api-failure.ts'

/** How often a call that came too soon is made again. */
const TRIES = 5
const PAUSE_MS = 1000

/**
 * Makes one of many calls in a row. Where they come faster than the server takes them, it waits as long
 * as the server's window lasts, and tries again.
 *
 * @throws what the call throws, once the waiting has not helped.
 */
export async function patiently<Result>(
  call: () => Promise<Result>,
  pause: () => Promise<void> = oneWindow,
): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await call()
    } catch (error) {
      if (tried >= TRIES || !isTooFrequent(error)) throw error
      await pause()
    }
  }
}

function isTooFrequent(error: unknown): boolean {
  return error instanceof ApiFailure && error.code === 'RequestLimitExceeded'
}

function oneWindow(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
}
