import { join } from 'node:path'
import { testRoot } from '@yanshu/server/testing'

const main = join(import.meta.dir, '../../packages/server/src/main.ts')

export interface Launch {
  readonly args: readonly string[]
  /** Over the variables that every test server has; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
}

/** How a process ended and what it said. */
export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Milliseconds from a start to the line that says so, on a machine that has much else to do. */
const LONGEST_START = 30_000

/** Milliseconds for a command line that is refused, or cannot start. */
const LONGEST_RUN = 15_000

/** A first start needs nobody, and the plan sets no bounds. */
export const unattended = {
  YANSHU_ROOT_PASSWORD: testRoot.password,
  YANSHU_ROOT_SECRET_ID: testRoot.secretId,
  YANSHU_ROOT_SECRET_KEY: testRoot.secretKey,
  YANSHU_DEFAULT_PLAN: 'private',
} as const

/** The command line in a process of its own. */
export class ServerProcess {
  readonly #child: Bun.Subprocess<'ignore', 'pipe', 'pipe'>
  readonly #ended: Promise<Outcome>
  readonly #ready = Promise.withResolvers<string>()
  stdout = ''
  stderr = ''
  url = ''

  constructor({ args, env = {}, cwd }: Launch) {
    this.#child = Bun.spawn([process.execPath, main, ...args], {
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
      env: { ...ownVariables(), ...env },
      ...(cwd === undefined ? {} : { cwd }),
    })
    this.#ended = this.#follow()
    // Nobody need wait for it.
    this.#ready.promise.catch(() => {})
  }

  /** Starts a server and waits until it says that it is ready. */
  static async start(launch: Launch): Promise<ServerProcess> {
    const server = new ServerProcess(launch)
    await server.ready()
    return server
  }

  get pid(): number {
    return this.#child.pid
  }

  get port(): number {
    return Number(new URL(this.url).port)
  }

  /** @throws with what the process said, where it ends instead or takes too long. */
  async ready(): Promise<void> {
    const late = setTimeout(() => this.kill('SIGKILL'), LONGEST_START)
    this.url = await this.#ready.promise.finally(() => clearTimeout(late))
  }

  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): void {
    this.#child.kill(signal)
  }

  /** Resolves when the process is gone. */
  ended(): Promise<Outcome> {
    return this.#ended
  }

  async stop(): Promise<Outcome> {
    this.kill('SIGTERM')
    return this.#ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill('SIGKILL')
    await this.#ended
  }

  async #follow(): Promise<Outcome> {
    await Promise.all([
      drain(this.#child.stdout, (text) => this.#heard(text)),
      drain(this.#child.stderr, (text) => (this.stderr += text)),
    ])
    const code = await this.#child.exited
    const { stdout, stderr } = this
    this.#ready.reject(new Error(`the server ended with ${code}: ${stdout}${stderr}`))
    return { code, stdout, stderr }
  }

  #heard(text: string): void {
    this.stdout += text
    const [, url] = /^Yanshu is ready at (\S+)$/m.exec(this.stdout) ?? []
    if (url !== undefined) this.#ready.resolve(url)
  }
}

/** Runs the command line to its end, which should be near. */
export async function runToEnd(launch: Launch): Promise<Outcome> {
  const server = new ServerProcess(launch)
  const late = setTimeout(() => server.kill('SIGKILL'), LONGEST_RUN)
  return server.ended().finally(() => clearTimeout(late))
}

async function drain(stream: ReadableStream<Uint8Array>, take: (text: string) => void) {
  const decoder = new TextDecoder()
  for await (const chunk of stream) take(decoder.decode(chunk, { stream: true }))
}

/** Those of this process, but for what would configure a server. */
function ownVariables(): Record<string, string | undefined> {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('YANSHU_'))
  return Object.fromEntries(entries)
}
