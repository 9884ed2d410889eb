import { join } from 'node:path'
import { Program } from '../program.ts'
import type { Server } from '../side.ts'
import type { TemporaryFolder } from '../temporary-folder.ts'
import { environment, newPair } from './process.ts'
import { createApp } from './doors.ts'

/** Starts the bench's own entry of the server, which can send one event to all sessions of an account. */
export async function startBroadcastServer(folder: TemporaryFolder): Promise<Server> {
  const pair = newPair()
  const entry = join(import.meta.dir, 'broadcast-server.ts')
  const program = await Program.start([process.execPath, entry, folder.path], environment(pair))
  const [url = '', control = ''] = program.urls
  return {
    target: await createApp(url, pair),
    control,
    pid: program.pid,
    async [Symbol.asyncDispose]() {
      await program.stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}
