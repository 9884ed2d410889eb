import { join } from 'node:path'
import { Program } from '../program.ts'
import type { Server, Work } from '../side.ts'
import { TemporaryFolder } from '../temporary-folder.ts'

/** Starts the floor program of a work. */
export async function startFloor(work: Work, dataRoot: string): Promise<Server> {
  const folder = await TemporaryFolder.create(dataRoot)
  const file = join(import.meta.dir, `${work}.ts`)
  const program = await Program.start([process.execPath, file, folder.path], {})
  const url = program.urls[0] ?? ''
  return {
    target: { url, sdkAppId: 1, secretKey: 'the floor asks nobody who he is' },
    control: url,
    pid: program.pid,
    async [Symbol.asyncDispose]() {
      await program.stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}
