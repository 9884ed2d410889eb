import type { Bus } from '../../bus/bus.ts'
import type { BusEvents } from '../../bus/events.ts'
import type { Logger } from '../../log.ts'
import type { Fanout } from './fanout.ts'

export interface RelationFanoutDeps {
  readonly bus: Bus
  readonly fanout: Fanout
  readonly log: Logger
  /** Who has an account among their friends. */
  holdersOf(appId: number, userId: string): Promise<readonly string[]>
}

/** Tells accounts what is new in their relations, and their friends what is new of them. */
export function listenToRelations(deps: RelationFanoutDeps): void {
  const { bus, fanout, log } = deps
  bus.subscribe('relation.changed', (changed) => tellOwner(fanout, changed))
  bus.subscribe('follow.changed', ({ appId, account, news }) => {
    fanout.tellAll('follow.changed', news, { appId, accounts: [account], sessionId: undefined })
  })
  bus.subscribe('profile.changed', (changed) => {
    tellFriends(deps, changed).catch((error: unknown) => {
      log.error('gateway.profileNotTold', { error })
    })
  })
}

function tellOwner(fanout: Fanout, changed: BusEvents['relation.changed']): void {
  const { appId, account, news } = changed
  const to = { appId, accounts: [account], sessionId: undefined }
  if (news.friends) fanout.tellAll('friend.changed', news.friends, to)
  if (news.groups) fanout.tellAll('friendGroup.changed', {}, to)
  if (news.applications) fanout.tellAll('application.changed', {}, to)
  if (news.blocklist) fanout.tellAll('blocklist.changed', news.blocklist, to)
}

async function tellFriends(
  { fanout, holdersOf }: RelationFanoutDeps,
  { appId, userId, profile, updatedAt }: BusEvents['profile.changed'],
): Promise<void> {
  const accounts = await holdersOf(appId, userId)
  const data = { userId, profile, updatedAt }
  fanout.tellAll('profile.changed', data, { appId, accounts, sessionId: undefined })
}
