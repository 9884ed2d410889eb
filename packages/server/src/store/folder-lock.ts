import { Database } from 'bun:sqlite'
import { join } from 'node:path'

/**
 * Holds a data folder for this process. The lock is the operating system's on a file of its own, so
 * it ends with the process however that ends.
 *
 * @returns what gives it back.
 * @throws where another process holds it.
 */
export function holdFolder(folder: string): () => void {
  const database = new Database(join(folder, 'lock.sqlite'), { create: true, readwrite: true })
  try {
    database.run('pragma locking_mode = exclusive')
    database.run('begin exclusive')
  } catch (error) {
    database.close()
    throw new Error(`another process uses the data folder ${folder}`, { cause: error })
  }
  return () => {
    database.run('rollback')
    database.close()
  }
}
