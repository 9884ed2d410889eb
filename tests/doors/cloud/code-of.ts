/** The code that a call of an action failed with; undefined where it succeeded. */
export function codeOf(call: Promise<unknown>): Promise<string | undefined> {
  return call.then(
    () => undefined,
    (fault: { readonly code: string }) => fault.code,
  )
}
