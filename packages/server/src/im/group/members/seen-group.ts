import type { WireGroup } from '@yanshu/protocol'
import type { GroupCore } from '../service.ts'
import { toWireGroup } from '../service.ts'

/** A group as an account sees it right now; undefined where it was dissolved meanwhile. */
export async function seenGroup(
  core: GroupCore,
  { appId, groupId }: { readonly appId: number; readonly groupId: string },
  account: string,
): Promise<WireGroup | undefined> {
  await core.caughtUp()
  const group = (await core.directory.read(appId, [groupId])).get(groupId)
  return group && toWireGroup(core, account, group)
}
