import { join } from 'node:path'
import { Program } from '../program.ts'
import type { Server, Work } from '../side.ts'
import { TemporaryFolder } from '../temporary-folder.ts'

/** Starts the floor program of a work. */
export async function startFloor(work: Work, dataRoot: string): Promise<Server> {
  await using open = new AsyncDisposableStack()
  const folder = open.use(await TemporaryFolder.create(dataRoot))
  const file = join(import.meta.dir, `${work}.ts`)
  const command = [process.execPath, file, folder.path]
  const program = open.use(await Program.start(command, {}))
  const kept = open.move()
  return {
    target: { url: program.urls[0] ?? '', sdkAppId: 1, secretKey: 'the floor lets everybody in' },
    pid: program.pid,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
