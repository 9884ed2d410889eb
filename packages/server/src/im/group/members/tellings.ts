import type { NoticeType, TipType } from '@yanshu/protocol'
import { noticeTypes, tipTypes } from '@yanshu/protocol'
import type { GroupStanding } from '../../../bus/events.ts'
import { groupNotice } from '../../app/service.ts'
import type { GroupRow, Place } from '../group.ts'
import { placeOfGroup, rulesOf } from '../group.ts'
import type { NoticeMore } from '../notices/notices.ts'
import type { Happening } from '../notices/tips.ts'
import type { GroupCore } from '../service.ts'
import type { Operator } from './actor.ts'

/**
 * Tells what became of members after it is durable: the rosters, the group by a tip, single accounts
 * by notices. Of a Work group that waits for its first message nobody hears.
 */
export class Tellings {
  readonly #core: GroupCore

  constructor(core: GroupCore) {
    this.#core = core
  }

  /** @param group - as it was before they came. */
  async joined(
    group: GroupRow,
    added: readonly GroupStanding[],
    how: { readonly type: 'join' | 'invite'; readonly operator: string },
  ): Promise<void> {
    if (added.length === 0) return
    const names = added.map(({ account }) => account)
    await this.#tip(placeOfGroup(group), {
      type: tipTypes[how.type],
      item: how.type === 'join' ? 'Applied' : 'Invited',
      operator: how.operator,
      members: names,
      more: { memberCount: group.members + names.length },
    })
  }

  /** They are members from here on, for messages too. */
  entered({ app_id: appId, group_id: groupId }: GroupRow, members: readonly GroupStanding[]): void {
    if (members.length > 0) {
      this.#core.bus.publish('group.membersAdded', { appId, groupId, members })
    }
  }

  /** They are none from here on. */
  left({ app_id: appId, group_id: groupId }: GroupRow, accounts: readonly string[]): void {
    if (accounts.length > 0) {
      this.#core.bus.publish('group.membersRemoved', { appId, groupId, accounts })
    }
  }

  /** @param group - as it was before they went. */
  async gone(
    group: GroupRow,
    accounts: readonly string[],
    how: {
      readonly type: 'quit' | 'kick' | 'ban'
      readonly operator: string
      readonly reason?: string | undefined
    },
  ): Promise<void> {
    if (accounts.length === 0) return
    const { type, operator, reason } = how
    await this.#tip(placeOfGroup(group), {
      type: tipTypes[type],
      item: type === 'quit' ? 'Quit' : 'Kicked',
      operator,
      members: accounts,
      more: {
        memberCount: rulesOf(group).storesMembers
          ? Math.max(0, group.members - accounts.length)
          : this.#core.seams.live.online(group),
        ...(reason === undefined ? {} : { reason }),
      },
    })
  }

  async unbanned(group: GroupRow, accounts: readonly string[], operator: string): Promise<void> {
    if (accounts.length === 0) return
    const type = tipTypes.unban
    await this.#tip(placeOfGroup(group), { type, item: 'Kicked', operator, members: accounts })
  }

  /** Somebody became an administrator, or is none any more: told only where the app says so. */
  async roleChanged(
    group: GroupRow,
    { account, isAdmin }: { readonly account: string; readonly isAdmin: boolean },
    { account: operator }: Operator,
  ): Promise<void> {
    const app = await this.#core.apps.get(group.app_id)
    if (!groupNotice(app, group.type, 'MemberRole').send) return
    const name = isAdmin ? 'setAdmin' : 'unsetAdmin'
    await this.#tip(placeOfGroup(group), {
      type: tipTypes[name],
      item: 'MemberRole',
      operator,
      members: [account],
    })
    await this.notice(group, [account], { type: noticeTypes[name], operator })
  }

  /** Members may not speak for so many seconds, or may again. */
  async muted(
    place: Place,
    accounts: readonly string[],
    muteSeconds: number,
    operator: string,
  ): Promise<void> {
    if (accounts.length === 0) return
    await this.#tip(place, {
      type: tipTypes.memberInfo,
      item: 'MemberMute',
      operator,
      members: accounts,
      more: { muteSeconds },
    })
    const named = { ...place.group, group_id: place.id }
    await this.notice(named, accounts, { type: noticeTypes.muted, operator, muteSeconds })
  }

  async notice(
    group: GroupRow,
    accounts: readonly string[],
    notice: {
      readonly type: NoticeType
      readonly operator: string
      readonly sessionId?: string | undefined
    } & NoticeMore,
  ): Promise<void> {
    if (group.active === 0) return
    await this.#core.notices.tell(group, accounts, notice)
  }

  async #tip(place: Place, happening: Happening & { readonly type: TipType }): Promise<void> {
    await this.#core.tips.tell(place, happening)
  }
}
