import { ChatError, failure, sdkErrors } from './errors.ts'

/** Gives everything a method rejects with a code, the SDK's own stumbling over bad arguments too. */
export async function settle<Data>(work: Promise<Data>): Promise<Data> {
  try {
    return await work
  } catch (error) {
    throw error instanceof ChatError ? error : failure(sdkErrors.badParameter, String(error))
  }
}

/** The same, for work that only makes sense once the app was told that it may begin. */
export function whenReady<Data>(
  { session }: { readonly session: { readonly isReady: boolean } },
  work: () => Promise<Data>,
): Promise<Data> {
  if (!session.isReady) return Promise.reject(failure(sdkErrors.notReady))
  return settle(work())
}
