import { parseKey } from '../ids.ts'
import type { MessageRow, View } from '../store.ts'
import type { Found, Side, StateDeps } from './deps.ts'
import { foundOf } from './deps.ts'

/** Messages that an account sees in a conversation, by seq; others are left out. */
export async function findSeen(
  deps: StateDeps,
  side: Side,
  seqs: readonly number[],
): Promise<{ readonly view: View | undefined; readonly rows: readonly MessageRow[] }> {
  const view = await deps.positions.viewOf(side)
  const rows = view ? await deps.messages.findVisible(view, seqs) : []
  return { view, rows }
}

/** One message that an account sees. */
export async function findOneSeen(
  deps: StateDeps,
  side: Side,
  seq: number,
): Promise<Found | undefined> {
  const [row] = (await findSeen(deps, side, [seq])).rows
  return row && foundOf(deps.bus, row, row.sender === side.account ? side.peer : side.account)
}

/**
 * A message as the REST API names it.
 *
 * @throws {ImError} 90054 for what is no key.
 */
export async function findByKey(
  deps: Pick<StateDeps, 'bus' | 'conversations' | 'messages'>,
  { appId, from, to, key }: { appId: number; from: string; to: string; key: string },
): Promise<Found | undefined> {
  const parsed = parseKey(key)
  const conversation = await deps.conversations.find(appId, from, to)
  if (conversation === undefined) return undefined
  const row = await deps.messages.findByKey(appId, conversation, parsed, from)
  return row && foundOf(deps.bus, row, to)
}
