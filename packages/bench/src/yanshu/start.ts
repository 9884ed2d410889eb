import { BROADCAST_SOCKETS } from '../figures/broadcast.ts'
import { IDLE_ACCOUNTS } from '../figures/connections.ts'
import { REST_ACCOUNTS } from '../figures/rest.ts'
import { userName } from '../load/session.ts'
import type { Server, Work } from '../side.ts'
import { TemporaryFolder } from '../temporary-folder.ts'
import { createApp, importAccounts } from './doors.ts'
import { startWithGroups, startWithRoom } from './grouped.ts'
import { startWithSessions } from './grown.ts'
import { newPair, startYanshuProcess } from './process.ts'

/** Starts a real server with a new app, made ready for a work. */
export async function startYanshu(work: Work, dataRoot: string): Promise<Server> {
  if (work === 'broadcast') return await startWithSessions(dataRoot, BROADCAST_SOCKETS)
  if (work === 'group') return await startWithGroups(dataRoot)
  if (work === 'live') return await startWithRoom(dataRoot)
  await using open = new AsyncDisposableStack()
  const folder = open.use(await TemporaryFolder.create(dataRoot))
  const { url, pid, pair } = open.use(await startYanshuProcess(folder.path, newPair()))
  const target = await createApp(url, pair)
  // For messages the generator signs its users in, which creates their accounts. What a socket costs
  // is asked of accounts that are there already.
  const accounts = { rest: REST_ACCOUNTS, connections: IDLE_ACCOUNTS, messages: 0 }[work]
  if (accounts > 0) {
    await importAccounts(
      target,
      Array.from({ length: accounts }, (_, at) => userName(at)),
    )
  }
  const kept = open.move()
  return { target, pid, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}
