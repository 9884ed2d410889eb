/** What a snapshot tells; one that fails tells nothing, because a call must not fail by what is kept of it. */
export async function snapshotOf(read: () => Promise<unknown> | undefined): Promise<unknown> {
  try {
    return await read()
  } catch {
    return undefined
  }
}
