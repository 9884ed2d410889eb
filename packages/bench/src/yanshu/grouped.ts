import { GROUP_MEMBERS, GROUPS } from '../figures/group.ts'
import { LIVE_ROOM, LIVE_SOCKETS } from '../figures/live.ts'
import type { Target } from '../load/session.ts'
import { userName } from '../load/session.ts'
import type { Server } from '../side.ts'
import { TemporaryFolder } from '../temporary-folder.ts'
import { createApp, createGroup, importAccounts } from './doors.ts'
import { newPair, startYanshuProcess } from './process.ts'

/** A server with groups that all have the same members, the sender among them. */
export function startWithGroups(dataRoot: string): Promise<Server> {
  const users = usersUpTo(GROUP_MEMBERS)
  return start(dataRoot, async (target) => {
    await importAccounts(target, users)
    for (const id of GROUPS) await createGroup(target, { id, type: 'Public' }, users)
  })
}

/** A server with a live room, and the accounts that are to come into it. */
export function startWithRoom(dataRoot: string): Promise<Server> {
  return start(dataRoot, async (target) => {
    await importAccounts(target, usersUpTo(LIVE_SOCKETS))
    await createGroup(target, { id: LIVE_ROOM, type: 'AVChatRoom' }, [])
  })
}

function usersUpTo(last: number): readonly string[] {
  return Array.from({ length: last + 1 }, (_, at) => userName(at))
}

async function start(
  dataRoot: string,
  prepare: (target: Target) => Promise<void>,
): Promise<Server> {
  await using open = new AsyncDisposableStack()
  const folder = open.use(await TemporaryFolder.create(dataRoot))
  const { url, pid, pair } = open.use(await startYanshuProcess(folder.path, newPair()))
  const target = await createApp(url, pair)
  await prepare(target)
  const kept = open.move()
  return { target, pid, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}
