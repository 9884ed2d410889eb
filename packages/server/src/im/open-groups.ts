import { openCommunities } from './community/part.ts'
import { openAttributes } from './group/attributes/part.ts'
import type { GroupPart } from './group/group-part.ts'
import type { GroupLifecycle } from './group/lifecycle/lifecycle.ts'
import { openLifecycle } from './group/lifecycle/part.ts'
import { readCounts } from './group/lifecycle/quotas.ts'
import { openGroupChanges } from './group/changes/part.ts'
import { openLiveRooms } from './group/live/part.ts'
import { openMembers } from './group/members/part.ts'
import { openGroupMessages } from './group/messages/part.ts'
import { openGroupPins } from './group/pins/part.ts'
import { openGroupReceipts } from './group/receipts/part.ts'
import type { GroupAudience, GroupCoreDeps, LiveVisits } from './group/service.ts'
import { GroupConversations, GroupLog, openGroupCore } from './group/service.ts'

/** Groups, as other capabilities and the console use them. */
export interface Groups extends GroupPart {
  readonly lifecycle: GroupLifecycle
  readonly conversations: GroupConversations
  readonly log: GroupLog
  readonly audience: GroupAudience
  readonly visits: LiveVisits
  /** Groups of an app, of all types. */
  count(appId: number): Promise<number>
}

/** Groups with all of their parts, and what they answer at each door. */
export function openGroups(deps: GroupCoreDeps): Groups {
  const core = openGroupCore(deps)
  const lifecyclePart = openLifecycle(core)
  const livePart = openLiveRooms(core)
  const parts = [
    lifecyclePart,
    openMembers(core),
    openGroupMessages(core),
    openGroupChanges(core),
    openGroupReceipts(core),
    openGroupPins(core),
    openAttributes(core),
    livePart,
    openCommunities(core, lifecyclePart.lifecycle.remains),
  ]
  return {
    lifecycle: lifecyclePart.lifecycle,
    conversations: new GroupConversations(core),
    log: new GroupLog(core),
    audience: core.rosters,
    visits: livePart.visits,
    count: async (appId) => (await readCounts(core.db, appId, 0)).all,
    rest: parts.flatMap(({ rest }) => rest),
    gateway: parts.flatMap(({ gateway }) => gateway),
    actions: parts.flatMap(({ actions }) => actions),
  }
}
