import { createTestDatabase, dialects, TestServer } from '@yanshu/server/testing'
import type { Config, PlatformOptions } from '@yanshu/server/platform'

/** A kind of storage under a whole platform. */
export interface Storage {
  readonly name: string
  start(config?: Partial<Config>, options?: PlatformOptions): Promise<TestServer>
}

const memory: Storage = {
  name: 'SQLite',
  start: (config, options) => TestServer.start(config, options),
}

const postgres: Storage = {
  name: 'PostgreSQL',
  async start(config, options) {
    const databaseUrl = await createTestDatabase()
    if (databaseUrl === undefined) throw new Error('PostgreSQL is not there')
    return TestServer.start({ ...config, databaseUrl }, options)
  },
}

/** The storages that this machine has. */
export const storages: readonly Storage[] = dialects.length > 1 ? [memory, postgres] : [memory]
