export interface Tally {
  readonly passed: number
  readonly failed: number
}

/**
 * How a run of `bun test` went, from what it printed and its exit code. The summary at the end is
 * believed only where it stands: a run that broke off counts as failed, whatever its exit code,
 * because a test may well end the process with 0.
 */
export function readTally(output: string, exitCode: number): Tally {
  const plain = Bun.stripANSI(output)
  const summary = plain.slice(plain.lastIndexOf('\n\n'))
  const hasEnded = /^Ran \d+ tests? across/m.test(summary)
  const foundNothing = /^error: regex .* matched 0 tests/m.test(summary)
  if (!hasEnded && !(foundNothing && exitCode === 0)) {
    // In colour the marks are others.
    const [passed, failed] = [lines(plain, /^(\(pass\)|✓) /gm), lines(plain, /^(\(fail\)|✗) /gm)]
    return { passed, failed: failed + 1 }
  }
  const failed = count(summary, 'fail')
  return { passed: count(summary, 'pass'), failed: exitCode === 0 ? failed : Math.max(failed, 1) }
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  }
}

function lines(plain: string, mark: RegExp): number {
  return plain.match(mark)?.length ?? 0
}

function count(summary: string, word: string): number {
  return Number(new RegExp(`^ *(\\d+) ${word}$`, 'm').exec(summary)?.[1] ?? 0)
}
