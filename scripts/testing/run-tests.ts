import { readTally, type Tally } from './tally.ts'

export interface TestRun {
  readonly files: readonly string[]
  /** For `bun test`. */
  readonly flags?: readonly string[]
  /** Gets the output piece by piece while it runs. */
  readonly print: (chunk: Uint8Array) => void
  /** A run that prints nothing for so long, in milliseconds, is stuck and gets killed. */
  readonly silence?: number
}

// Given here because bunfig.toml cannot set it; several tests start servers or a browser.
const TEST_TIMEOUT = '--timeout=60000'

/** Runs `bun test` over these files. */
export async function runTests(run: TestRun): Promise<Tally> {
  if (run.files.length === 0) return { passed: 0, failed: 0 }
  const flags = ['--pass-with-no-tests', TEST_TIMEOUT, ...(run.flags ?? [])]
  const child = Bun.spawn([process.execPath, 'test', ...flags, ...run.files], {
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
  })
  const stuck = setTimeout(() => child.kill('SIGKILL'), run.silence ?? 300_000)
  const print = (chunk: Uint8Array) => {
    stuck.refresh()
    run.print(chunk)
  }
  // The results stand on standard error, apart from what the tests themselves print.
  const [output] = await Promise.all([drain(child.stderr, print), drain(child.stdout, print)])
  clearTimeout(stuck)
  return readTally(output, await child.exited)
}

async function drain(
  stream: ReadableStream<Uint8Array>,
  print: (chunk: Uint8Array) => void,
): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream) {
    print(chunk)
    text += decoder.decode(chunk, { stream: true })
  }
  return text
}
