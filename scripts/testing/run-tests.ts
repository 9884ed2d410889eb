import { readTally, type Tally } from './tally.ts'

/** Runs `bun test` over these files, handing its output on while it runs. */
export async function runTests(
  files: readonly string[],
  flags: readonly string[],
  print: (chunk: Uint8Array) => void,
): Promise<Tally> {
  if (files.length === 0) return { passed: 0, failed: 0 }
  const command = [process.execPath, 'test', '--pass-with-no-tests', ...flags, ...files]
  const child = Bun.spawn(command, {
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
  })
  const [output] = await Promise.all([drain(child.stderr, print), drain(child.stdout, print)])
  return readTally(output, await child.exited)
}

/** The results stand on standard error, apart from what the tests themselves print. */
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
