import type { Kysely } from 'kysely'
import { tagsOfApps } from '../access/tags/service.ts'
import type { OpenBlobs } from '../blobs/open-blobs.ts'
import type { Bus } from '../bus/bus.ts'
import type { ActionHandler } from '../calls/action-call.ts'
import type { GatewayHandler } from '../calls/gateway-call.ts'
import { RateLimiter } from '../calls/rate-limiter.ts'
import type { RestHandler } from '../calls/rest-call.ts'
import type { Clock } from '../clock.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Logger } from '../log.ts'
import type { Store } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import type { SecretBox } from '../store/secret-box.ts'
import { Authenticator } from './account/authenticator.ts'
import { accountActions } from './account/cloud.ts'
import { accountRest } from './account/rest.ts'
import { AccountService } from './account/service.ts'
import { accountSnapshot } from './account/snapshots.ts'
import { createAccountStore } from './account/store.ts'
import type { HistoryStart } from './app/app.ts'
import { appActions } from './app/cloud.ts'
import type { PlanTable } from './app/plans.ts'
import { AppService } from './app/service.ts'
import { createAppStore } from './app/store.ts'
import { contactGateway } from './conversation/contact-gateway.ts'
import { contactRest } from './conversation/contact-rest.ts'
import type { ArchiveService } from './archive/service.ts'
import { conversationGateway } from './conversation/gateway.ts'
import { listRest } from './conversation/list-rest.ts'
import { conversationRest } from './conversation/rest.ts'
import {
  ContactGroups,
  Contacts,
  ConversationLists,
  createContactGroupStore,
  createContactStore,
  createPositionStore,
  createSyncStore,
  DiscardRule,
  Folder,
  ListPages,
  Pins,
  Positions,
  Sync,
} from './conversation/service.ts'
import { followGateway } from './follow/gateway.ts'
import { followRest } from './follow/rest.ts'
import type { FollowsDeps } from './follow/service.ts'
import { Follows } from './follow/service.ts'
import type { MediaService } from './media/service.ts'
import { messageGateway } from './message/gateway.ts'
import { messageRest } from './message/rest.ts'
import { messageExtensionGateway } from './message/state/gateway-extensions.ts'
import { messageExtensionRest } from './message/state/rest-extensions.ts'
import { mergedGateway } from './message/state/gateway-merged.ts'
import { messageStateGateway } from './message/state/gateway.ts'
import { messageStateRest } from './message/state/rest.ts'
import {
  Conversations,
  createMessageStore,
  Deleter,
  Extensions,
  flags,
  has,
  History,
  HistoryAt,
  Importer,
  MergedLists,
  MessageStates,
  Modifier,
  parseCursor,
  Reactions,
  Receipts,
  Recaller,
  Sender,
} from './message/service.ts'
import type { SendRule } from './message/service.ts'
import type { FileSettings } from './open-files.ts'
import { openFiles } from './open-files.ts'
import type { GroupAudience, LiveVisits } from './group/service.ts'
import { createGroupPins, seatedAmong } from './group/service.ts'
import { openGroups } from './open-groups.ts'
import { muteRest } from './mute/rest.ts'
import { MuteService, muteRule } from './mute/service.ts'
import { presenceGateway } from './presence/gateway.ts'
import { presenceRest } from './presence/rest.ts'
import type { Connection, Registry } from './presence/service.ts'
import { createAwayStore, Presence } from './presence/service.ts'
import { profileGateway } from './profile/gateway.ts'
import { profileRest } from './profile/rest.ts'
import { ProfileService } from './profile/service.ts'
import { relationGateway } from './relation/gateway.ts'
import { relationRest } from './relation/rest.ts'
import type { RelationsDeps } from './relation/service.ts'
import { Relations } from './relation/service.ts'
import { pushActions } from './push/cloud.ts'
import { allMemberRest } from './push/rest-all-member.ts'
import { timPushRest } from './push/rest-timpush.ts'
import { openPush } from './push/service.ts'
import type { PushService } from './push/service.ts'
import { createRetentionStore, Retention } from './retention/service.ts'
import { userSigActions } from './usersig/cloud.ts'
import { UserSigService } from './usersig/service.ts'

export interface ImDeps {
  readonly store: Store
  readonly box: SecretBox
  readonly bus: Bus
  readonly now: Clock
  readonly log: Logger
  readonly registry: Registry<Connection>
  readonly jobs: Jobs
  readonly blobs: OpenBlobs
  readonly files: FileSettings
  readonly plans: PlanTable
  readonly defaultPlan: string
  /** Accounts a second that a stored mass push goes to. */
  readonly pushRate: number
}

/** Every capability of instant messaging, put together, and what it answers at each door. */
export interface Im {
  readonly apps: AppService
  readonly accounts: AccountService
  readonly authenticator: Authenticator
  readonly presence: Presence
  readonly media: MediaService
  readonly archive: ArchiveService
  readonly relations: Relations
  readonly groupAudience: GroupAudience
  /** Live rooms as connections without an account may use them. */
  readonly liveVisits: LiveVisits
  /** Groups of an app, of all types. */
  countGroups(appId: number): Promise<number>
  readonly rest: readonly RestHandler[]
  readonly gateway: readonly GatewayHandler[]
  readonly actions: readonly ActionHandler[]
  /** Everything up to here is in the conversation lists. */
  cursorOf(): Promise<string>
  /** True where something of the account's conversations came after a cursor. */
  isBehind(appId: number, account: string, cursor: string): Promise<boolean>
  stop(): Promise<void>
}

export async function openIm(deps: ImDeps): Promise<Im> {
  const folder = new Folder(deps.store.db, deps.log, deps.now)
  const people = openPeople(deps, folder)
  const messaging = await openMessaging(deps, people, folder)
  const { sync } = messaging
  const push = await openPush({ ...deps, ...people, ...messaging, db: deps.store.db })
  const files = await openFiles({ ...deps, apps: people.apps })
  await folder.catchUp()
  deps.jobs.add(
    new Retention({
      store: createRetentionStore(deps.store.db),
      apps: people.apps,
      now: deps.now,
      behindFold: (upTo, work) => folder.behind(upTo, work),
    }).job,
  )
  const finishDeletions = () =>
    people.apps.finishDeletions().catch((error: unknown) => {
      deps.log.error('app.deletionFailed', { error })
    })
  let deletions = finishDeletions()
  // Those that were deleted just now, and those that an earlier start left behind.
  deps.bus.subscribe('app.stopped', () => {
    deletions = deletions.then(finishDeletions)
  })
  return {
    ...people,
    media: files.media,
    archive: files.archive,
    groupAudience: messaging.groups.audience,
    liveVisits: messaging.groups.visits,
    countGroups: (appId) => messaging.groups.count(appId),
    ...doors(deps, people, { ...messaging, push, files }),
    cursorOf: () => sync.cursor(),
    isBehind: (appId, account, cursor) => sync.isBehind(appId, account, parseCursor(cursor)),
    async stop() {
      await deletions
      await people.presence.stop()
      await deps.store.log.settled()
      await folder.stop()
    },
  }
}

/** What an account has of relations goes before the account itself does, or a crash between would leave it. */
function openRelations(deps: RelationsDeps): Relations {
  const relations = new Relations(deps)
  deps.accounts.beforeDeletion((appId, userId) => relations.forgetAccount(appId, userId))
  return relations
}

function openFollows(deps: FollowsDeps): Follows {
  const follows = new Follows(deps)
  deps.accounts.beforeDeletion((appId, userId) => follows.forgetAccount(appId, userId))
  return follows
}

type People = ReturnType<typeof openPeople>
type Messaging = Awaited<ReturnType<typeof openMessaging>> & {
  readonly push: PushService
  readonly files: Awaited<ReturnType<typeof openFiles>>
}

function openPeople(
  { store, box, bus, now, log, registry, jobs, plans, defaultPlan, blobs }: ImDeps,
  folder: Pick<Folder, 'caughtUp'>,
) {
  const apps = new AppService({
    store: createAppStore(store.db),
    box,
    bus,
    now,
    plans,
    defaultPlan,
    removeFiles: (appId) => blobs.removeFolder(`${appId}/`),
  })
  const accounts = new AccountService({
    store: createAccountStore(store.db),
    apps,
    bus,
    now,
    positionsSettled: () => folder.caughtUp(),
  })
  const userSigs = new UserSigService(now)
  bus.subscribe('app.stopped', ({ appId }) => accounts.forgetApp(appId))
  const relations = openRelations({ db: store.db, apps, accounts, bus, now })
  const presence = new Presence({
    registry,
    store: createAwayStore(store.db),
    apps,
    bus,
    now,
    log,
    holdersOf: (appId, userId) => relations.holdersOf(appId, userId),
  })
  jobs.add(presence.expiry())
  return {
    apps,
    accounts,
    userSigs,
    authenticator: new Authenticator(accounts, userSigs, now),
    mutes: new MuteService(accounts, now),
    profiles: new ProfileService({ apps, accounts, bus, now }),
    follows: openFollows({ db: store.db, apps, accounts, bus, now }),
    relations,
    presence,
  }
}

/** What accounts set on their conversations. */
function openContacts({ db, accounts, bus, now }: ContactParts) {
  const rows = createContactStore(db)
  const groups = createContactGroupStore(db)
  const discards = new DiscardRule(rows.discarded)
  const contacts = new Contacts({
    store: rows,
    groups,
    accounts,
    seatedAmong: (owner, ids) => seatedAmong(db, owner, ids),
    discards,
    bus,
    now,
  })
  accounts.beforeDeletion((appId, userId) => contacts.forgetAccount(appId, userId))
  bus.subscribe('app.stopped', ({ appId }) => discards.forgetApp(appId))
  return {
    contacts,
    contactGroups: new ContactGroups({ contacts, store: groups, rows, bus, now }),
    discards,
    remindRate: new RateLimiter(now),
  }
}

interface ContactParts {
  readonly db: Kysely<Schema>
  readonly accounts: AccountService
  readonly bus: Bus
  readonly now: Clock
}

async function openMessaging(deps: ImDeps, people: People, folder: Folder) {
  const { store, bus, now, registry } = deps
  const { apps, accounts } = people
  const { db } = store
  const historyStart: HistoryStart = (appId) => apps.historyStart(appId)
  const messages = createMessageStore(db, historyStart)
  const conversations = new Conversations(db)
  const positionStore = createPositionStore(db, historyStart)
  const positions = new Positions({
    store: positionStore,
    messages,
    conversations,
    folder,
    bus,
    now,
  })
  const pins = new Pins({
    store: positionStore,
    conversations,
    folder,
    groupPins: createGroupPins(db, historyStart),
    bus,
    now,
  })
  const states = new MessageStates(db)
  const own = openContacts({ db, accounts, bus, now })
  const common = { states, log: store.log, messages, conversations, bus, now }
  bus.subscribe('app.stopped', ({ appId }) => conversations.forgetApp(appId))
  const history = new History(messages, states, accounts)
  const lastStored = await lastStoredAt(db, now())
  const stateDeps = { db, states, messages, conversations, accounts, positions, bus, now }
  const extensions = new Extensions(stateDeps)
  const reactions = new Reactions(stateDeps)
  const groups = openGroups({
    ...common,
    store,
    apps,
    accounts,
    registry,
    extensions,
    reactions,
    log: deps.log,
    lastStoredAt: lastStored,
    caughtUp: () => folder.caughtUp(),
    jobs: deps.jobs,
    exclusively: (work) => folder.exclusively(work),
  })
  return {
    ...stateDeps,
    ...own,
    pins,
    modifier: new Modifier(stateDeps),
    deleter: new Deleter(stateDeps),
    receipts: new Receipts(stateDeps),
    extensions,
    reactions,
    positionStore,
    folder,
    groups,
    sender: new Sender({ ...common, lastStoredAt: lastStored }),
    importer: new Importer(common),
    recaller: new Recaller({ ...common, db, accounts, positions }),
    history,
    historyAt: new HistoryAt(messages, history),
    mergedLists: new MergedLists(stateDeps),
    pages: new ListPages(positionStore, groups.conversations),
    lists: new ConversationLists({
      db,
      store: positionStore,
      states,
      accounts,
      folder,
      historyStart,
      contacts: own.contacts,
      groups: groups.conversations,
    }),
    sync: new Sync({
      store: createSyncStore(db, historyStart),
      groups: groups.log,
      states,
      accounts,
      folder,
      now,
    }),
  }
}

function doors(deps: ImDeps, people: People, messaging: Messaging) {
  const { apps, accounts, follows, mutes, presence, profiles, relations, userSigs } = people
  const { positions } = messaging
  const standOf = async (appId: number, account: string, peer: string) => {
    const position = await positions.of({ appId, account, peer })
    return {
      clearedSeq: position?.cleared_seq ?? 0,
      deletions: position?.deletions ?? 0,
      readSeq: position?.read_seq ?? 0,
      peerReadSeq: position?.peer_read_seq ?? 0,
    }
  }
  const viewOf = (appId: number, account: string, peer: string) =>
    positions.viewOf({ appId, account, peer })
  const { now } = deps
  const stateOf = accountSnapshot(apps, accounts)
  return {
    rest: [
      ...accountRest(accounts, stateOf),
      ...muteRest(mutes, stateOf),
      ...profileRest(profiles, stateOf),
      ...presenceRest(accounts, presence),
      ...messageRest({ ...messaging, apps, accounts, now, standOf }),
      ...messageStateRest({ ...messaging, apps }),
      ...messageExtensionRest({ ...messaging, apps }),
      ...conversationRest(accounts, positions),
      ...listRest({ ...messaging, groups: messaging.groups.conversations }),
      ...contactRest({ ...messaging, apps }),
      ...relationRest({ relations, apps, accounts }),
      ...allMemberRest(messaging.push),
      ...timPushRest(messaging.push),
      ...followRest(follows),
      ...messaging.files.rest,
      ...messaging.groups.rest,
    ],
    gateway: [
      ...messageGateway({
        ...messaging,
        apps,
        accounts,
        viewOf,
        sendRules: [...sendRules(now, relations), messaging.discards],
      }),
      ...messageStateGateway({ ...messaging, apps }),
      ...mergedGateway(messaging),
      ...messageExtensionGateway({ ...messaging, apps }),
      ...contactGateway({ ...messaging, apps, groups: messaging.groups.conversations }),
      ...conversationGateway({
        ...messaging,
        apps,
        accounts,
        groups: messaging.groups.conversations,
      }),
      ...profileGateway(profiles),
      ...presenceGateway({ apps, accounts, presence, registry: deps.registry, now }),
      ...relationGateway({ relations, profiles, accounts }),
      ...followGateway(follows),
      ...messaging.files.gateway,
      ...messaging.groups.gateway,
    ],
    actions: [
      ...appActions({
        apps,
        plans: deps.plans,
        now,
        countAccounts: (appId) => accounts.counts(appId),
        tagsOf: (ownerUin, appIds) => tagsOfApps(deps.store.db, ownerUin, appIds),
      }),
      ...accountActions(apps, accounts, profiles),
      ...userSigActions(apps, accounts, userSigs),
      ...pushActions(messaging.push, deps.now),
      ...messaging.groups.actions,
    ],
  }
}

/** Who may send to whom, in the order of the checks (单聊消息: mute, friendship, blocklist). */
function sendRules(now: Clock, relations: Relations): readonly SendRule[] {
  return [muteRule(now), ...relations.sendRules]
}

/** When the newest message of the log was stored at the latest; 0 where it is empty. */
async function lastStoredAt(db: Kysely<Schema>, now: number): Promise<number> {
  const newest = await db
    .selectFrom('message')
    .select(['time', 'flags'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!newest) return 0
  // The time of an imported message says nothing about when it was stored.
  return has(newest.flags, flags.imported) ? now : newest.time
}
