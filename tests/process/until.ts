/**
 * Looks again and again until a condition holds.
 *
 * @param what - said where it does not in time; a function says how far things got.
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string | (() => string),
  milliseconds = 15_000,
): Promise<void> {
  const end = performance.now() + milliseconds
  while (!(await condition())) {
    if (performance.now() > end) {
      throw new Error(`not within ${milliseconds} ms: ${typeof what === 'string' ? what : what()}`)
    }
    await Bun.sleep(20)
  }
}
