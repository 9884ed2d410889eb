import type { GroupRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { Rosters } from './rosters.ts'

/**
 * Resolves when the members of a group who are here listen to what is published to it. Those of live
 * rooms do from when they come in.
 */
export async function gatherListeners(
  rosters: Pick<Rosters, 'of'>,
  group: GroupRow,
): Promise<void> {
  if (rulesOf(group).storesMembers) await rosters.of(group)
}
