import { REST_ACCOUNTS } from '../figures/rest.ts'
import { userName } from '../load/session.ts'
import type { Server, Work } from '../side.ts'
import { TemporaryFolder } from '../temporary-folder.ts'
import { startBroadcastServer } from './broadcast-process.ts'
import { createApp, importAccounts } from './doors.ts'
import { newPair, startYanshuProcess } from './process.ts'

/** Starts a real server with a new app, made ready for a work. */
export async function startYanshu(work: Work, dataRoot: string): Promise<Server> {
  const folder = await TemporaryFolder.create(dataRoot)
  if (work === 'broadcast') return await startBroadcastServer(folder)
  const yanshu = await startYanshuProcess(folder.path, newPair())
  const target = await createApp(yanshu.url, yanshu.pair)
  // Others sign their accounts in, which creates them.
  if (work === 'rest') {
    await importAccounts(
      target,
      Array.from({ length: REST_ACCOUNTS }, (_, at) => userName(at)),
    )
  }
  return {
    target,
    control: '',
    pid: yanshu.pid,
    async [Symbol.asyncDispose]() {
      await yanshu.stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}
