/**
 * What a promise was rejected with, or nothing where it resolved. For what writes to SQLite it takes
 * the place of `expect(…).rejects`, which waits without letting the writing thread's answers in
 * when such an answer is what the test runs on.
 */
export function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}
