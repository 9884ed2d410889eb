/** The code that a request was refused with; undefined where it was answered. */
export async function refusal(request: Promise<unknown>): Promise<number | undefined> {
  try {
    await request
    return undefined
  } catch (error) {
    return (error as { readonly code: number }).code
  }
}
