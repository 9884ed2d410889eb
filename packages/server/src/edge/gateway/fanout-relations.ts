import type { Bus } from '../../bus/bus.ts'
import type { BusEvents } from '../../bus/events.ts'
import type { Logger } from '../../log.ts'
import { eventFrame } from './frames.ts'

export interface RelationFanoutDeps {
  readonly bus: Bus
  readonly log: Logger
  isOnline(appId: number, account: string): boolean
  toAccount(appId: number, account: string, frame: string): void
  /** Who has an account among their friends. */
  holdersOf(appId: number, userId: string): Promise<readonly string[]>
}

/** Tells accounts what is new in their relations, and their friends what is new of them. */
export function tellRelations(deps: RelationFanoutDeps): void {
  deps.bus.subscribe('relation.changed', (changed) => tellOwner(deps, changed))
  deps.bus.subscribe('follow.changed', ({ appId, account, news }) => {
    if (!deps.isOnline(appId, account)) return
    deps.toAccount(appId, account, eventFrame('follow.changed', news))
  })
  deps.bus.subscribe('profile.changed', (changed) => {
    tellFriends(deps, changed).catch((error: unknown) => {
      deps.log.error('gateway.profileNotTold', { error })
    })
  })
}

function tellOwner(deps: RelationFanoutDeps, changed: BusEvents['relation.changed']): void {
  const { appId, account, news } = changed
  if (!deps.isOnline(appId, account)) return
  const tell = (frame: string) => deps.toAccount(appId, account, frame)
  if (news.friends) tell(eventFrame('friend.changed', news.friends))
  if (news.groups) tell(eventFrame('friendGroup.changed', {}))
  if (news.applications) tell(eventFrame('application.changed', {}))
  if (news.blocklist) tell(eventFrame('blocklist.changed', news.blocklist))
}

async function tellFriends(
  deps: RelationFanoutDeps,
  { appId, userId, profile, updatedAt }: BusEvents['profile.changed'],
): Promise<void> {
  const holders = await deps.holdersOf(appId, userId)
  const online = holders.filter((holder) => deps.isOnline(appId, holder))
  if (online.length === 0) return
  const frame = eventFrame('profile.changed', { userId, profile, updatedAt })
  for (const holder of online) deps.toAccount(appId, holder, frame)
}
