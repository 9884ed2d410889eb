import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder under `parent` that is gone when the scope ends. */
export class TemporaryFolder implements AsyncDisposable {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  static async create(parent: string): Promise<TemporaryFolder> {
    return new TemporaryFolder(await mkdtemp(join(parent, 'yanshu-bench-')))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true })
  }
}
