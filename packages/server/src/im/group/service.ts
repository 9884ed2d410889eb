import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import type { Jobs } from '../../jobs/jobs.ts'
import type { Store } from '../../store/open-store.ts'
import type { AccountService } from '../account/service.ts'
import type { AppService } from '../app/service.ts'
import { PermissionBook } from '../community/service.ts'
import type { Extensions, MessageStates, MessageStore, Reactions } from '../message/service.ts'
import type { Connection, Registry } from '../presence/service.ts'
import { GroupDirectory } from './directory.ts'
import type { Place } from './group.ts'
import { createMemberStore } from './member-store.ts'
import { GroupSender } from './messages/group-sender.ts'
import { GroupNotices } from './notices/notices.ts'
import { Tips } from './notices/tips.ts'
import { OnlineCounts } from './online-counts.ts'
import { Rosters } from './roster/rosters.ts'
import { Seams } from './seams.ts'

export interface GroupCoreDeps {
  readonly store: Store
  readonly apps: AppService
  readonly accounts: AccountService
  readonly messages: MessageStore
  readonly states: MessageStates
  readonly extensions: Extensions
  readonly reactions: Reactions
  readonly registry: Registry<Connection>
  readonly bus: Bus
  readonly now: Clock
  readonly log: Logger
  readonly jobs: Jobs
  /** When the newest message of the log was stored at the latest; 0 where it is empty. */
  readonly lastStoredAt: number
  /** Resolves when what is folded from the log follows every message sent so far. */
  caughtUp(): Promise<void>
  /** Changes messages or read positions while nothing is folded; what was sent is folded before. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>
}

export type { Rights } from '../community/service.ts'
export type { RowResult } from './cloud/cloud-errors.ts'
export { asGroupCloudError, rowResult } from './cloud/cloud-errors.ts'
export { consoleOperator } from './cloud/console-operator.ts'
export { checkAttributes } from './attributes/rules.ts'
export { writeAttributes } from './attributes/store.ts'
export { hasRemains } from './lifecycle/remains-rows.ts'
export type { Remains } from './lifecycle/remains.ts'
export { outsideView, toWireGroup, toWireGroups } from './lifecycle/wire-group.ts'
export { toMemberItems } from './members/member-items.ts'
export { groupReadSeq, groupUnread } from './messages/unread.ts'
export { communityOf, TOPIC_MARK } from './group.ts'
export { newTopicId } from './ids.ts'
export { hasPower } from './matrix.ts'
export { rowToGroupWire, speakerOf } from './messages/group-wire.ts'
export { decodeGroupBody } from './messages/stored-group-body.ts'
export { readsBeforeJoin } from './messages/history-right.ts'
export { isUncounted } from './messages/unread.ts'
export { lockGroup } from './members/member-writes.ts'
export { GroupConversations } from './conversations/group-conversations.ts'
export { GroupLog } from './conversations/group-log.ts'
export type { ChangedGroupRow } from './conversations/group-log.ts'
export type { GroupPins } from './conversations/seated.ts'
export { createGroupPins, seatedAmong } from './conversations/seated.ts'
export type { Seat } from './conversations/seats.ts'
export type { GroupMessageRow } from './messages/dress.ts'
export type { GroupAudience } from './roster/rosters.ts'
export type { GroupPart } from './group-part.ts'
export type { LiveVisits, VisitEntry } from './live/visits.ts'
export type { Onlooker } from './live/room.ts'
export type { GroupRow, MemberRow, Place, TopicRow } from './group.ts'

/** What every part of groups stands on. */
export type GroupCore = ReturnType<typeof openGroupCore>

export function openGroupCore(deps: GroupCoreDeps) {
  const { store, apps, accounts, messages, registry, bus, now, lastStoredAt } = deps
  const { db } = store
  const directory = new GroupDirectory(db)
  const members = createMemberStore(db)
  const rosters = new Rosters({ members, registry, bus })
  const activateGroup = (place: Place) => activate(deps, directory, place)
  const seams = new Seams()
  const sender = new GroupSender({
    log: store.log,
    messages,
    bus,
    now,
    lastStoredAt,
    activate: activateGroup,
  })
  bus.subscribe('app.stopped', ({ appId }) => directory.forgetApp(appId))
  return {
    ...deps,
    db,
    directory,
    members,
    rosters,
    permissions: new PermissionBook({ db, bus }),
    sender,
    activate: activateGroup,
    seams,
    onlineCounts: new OnlineCounts({ rosters, registry, seams, now }),
    tips: new Tips({ apps, accounts, sender, rosters }),
    notices: new GroupNotices({ accounts, bus, now }),
  }
}

/** The first message of a Work group shows it to its members. */
async function activate(
  { store }: GroupCoreDeps,
  directory: GroupDirectory,
  { appId, group }: Place,
): Promise<void> {
  await store.db
    .updateTable('chat_group')
    .set({ active: 1 })
    .where('app_id', '=', appId)
    .where('group_id', '=', group.group_id)
    .execute()
  directory.changed(appId, group.group_id)
}
