import type { Subprocess } from 'bun'
import { atExit } from './at-exit.ts'

/** Milliseconds a server may take until it says where it listens; one with much data catches up first. */
const START_TIME = 300_000
const STOP_TIME = 15_000
/** Lines of output kept for the message about a failure. */
const KEPT_LINES = 20

/** A server under load, as a process of its own. */
export class Program implements AsyncDisposable {
  readonly #process: Subprocess<'ignore', 'pipe', 'pipe'>
  readonly #lines: string[] = []
  readonly #forget: () => void
  readonly #ready = Promise.withResolvers<string>()
  /** What it said when it was ready. */
  readyLine = ''

  private constructor(command: readonly string[], env: Record<string, string>) {
    this.#process = Bun.spawn([...command], {
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
      env: { ...process.env, ...env },
    })
    this.#forget = atExit(() => this.#process.kill('SIGKILL'))
    void this.#read(this.#process.stdout)
    void this.#read(this.#process.stderr)
    void this.#process.exited.then((code) =>
      this.#ready.reject(
        new Error(`${command.join(' ')} ended with ${code}:\n${this.#lines.join('\n')}`),
      ),
    )
  }

  /** Starts a program and waits until a line of its output names a URL. */
  static async start(command: readonly string[], env: Record<string, string>): Promise<Program> {
    const program = new Program(command, env)
    const late = setTimeout(
      () => program.#ready.reject(new Error(`${command.join(' ')} does not get ready`)),
      START_TIME,
    )
    try {
      program.readyLine = await program.#ready.promise
      return program
    } catch (error) {
      program.#process.kill('SIGKILL')
      program.#forget()
      throw error
    } finally {
      clearTimeout(late)
    }
  }

  get pid(): number {
    return this.#process.pid
  }

  /** The URLs of the ready line, in their order. */
  get urls(): readonly string[] {
    return urlsIn(this.readyLine)
  }

  /** Asks the program to end, and makes it end when it does not. */
  async [Symbol.asyncDispose](): Promise<void> {
    const force = setTimeout(() => this.#process.kill('SIGKILL'), STOP_TIME)
    this.#process.kill('SIGTERM')
    await this.#process.exited
    clearTimeout(force)
    this.#forget()
  }

  /** Reads to the end, because a pipe that nobody empties stops its writer. */
  async #read(output: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder()
    let rest = ''
    for await (const chunk of output) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) this.#line(line)
    }
    if (rest !== '') this.#line(rest)
  }

  #line(line: string): void {
    this.#lines.push(line)
    if (this.#lines.length > KEPT_LINES) this.#lines.shift()
    if (urlsIn(line).length > 0) this.#ready.resolve(line)
  }
}

/** The addresses a line names, without what the sentence or JSON puts around them. */
export function urlsIn(line: string): readonly string[] {
  const found = line.match(/https?:\/\/[\w.:[\]-]+/g) ?? []
  return found.map((url) => url.replace(/[.:]+$/, ''))
}
