import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { atExit } from './at-exit.ts'

/** A folder under `parent` that is gone when the scope ends, or else when the process does. */
export class TemporaryFolder implements AsyncDisposable {
  readonly path: string
  readonly #forget: () => void

  private constructor(path: string) {
    this.path = path
    this.#forget = atExit(() => rmSync(path, { recursive: true, force: true }))
  }

  static async create(parent: string): Promise<TemporaryFolder> {
    return new TemporaryFolder(await mkdtemp(join(parent, 'yanshu-bench-')))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true })
    this.#forget()
  }
}
