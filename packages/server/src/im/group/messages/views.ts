import { groupErrors, ImError } from '@yanshu/protocol'
import type { View } from '../../message/service.ts'
import type { MemberRow, Place } from '../group.ts'
import type { GroupCore, Rights } from '../service.ts'
import { readsBeforeJoin } from './history-right.ts'

/** What a member sees of a group or a topic. */
export interface GroupView extends View {
  readonly place: Place
  readonly member: MemberRow
  readonly rights: Rights | undefined
}

export type ViewsDeps = Pick<
  GroupCore,
  'apps' | 'db' | 'directory' | 'members' | 'messages' | 'permissions'
>

/** Who looks at which group or topic. */
export interface Looking {
  readonly appId: number
  readonly account: string
  readonly placeId: string
}

/** Works out what members see: from where on, and less what they deleted. */
export class GroupViews {
  readonly #deps: ViewsDeps

  constructor(deps: ViewsDeps) {
    this.#deps = deps
  }

  /** @throws {ImError} 10010, 110003, and 10007 for who is no member. */
  async of({ appId, account, placeId }: Looking): Promise<GroupView> {
    const place = await this.#deps.directory.place(appId, placeId)
    const member = await this.#deps.members.find(appId, place.group.group_id, account)
    if (!member) throw new ImError(groupErrors.noPermission, `${account} is no member`)
    const rights = await this.#deps.permissions.of(place, account)
    const [own, joined] = await Promise.all([
      this.#ownCleared(place, member),
      this.#joinedAfter(place, member, rights),
    ])
    return {
      appId,
      account,
      conversation: place.conversation,
      place,
      member,
      rights,
      clearedSeq: Math.max(own, joined),
      // Nobody counts what is deleted in topics: it is always looked for.
      deletions: place.topic ? 1 : member.deletions,
    }
  }

  async #ownCleared({ appId, id, group, topic }: Place, member: MemberRow): Promise<number> {
    if (!topic) return Math.max(member.cleared_seq, group.cleared_seq)
    const row = await this.#deps.db
      .selectFrom('topic_member')
      .select('cleared_seq')
      .where('app_id', '=', appId)
      .where('topic_id', '=', id)
      .where('account', '=', member.account)
      .executeTakeFirst()
    return row?.cleared_seq ?? 0
  }

  /** The last message from before somebody joined, where that is hidden; 0 otherwise. */
  async #joinedAfter(
    { appId, conversation, group }: Place,
    member: MemberRow,
    rights: Rights | undefined,
  ): Promise<number> {
    if (readsBeforeJoin(await this.#deps.apps.get(appId), group, rights)) return 0
    return this.#deps.messages.lastSeqAt(appId, conversation, member.joined_at - 1)
  }
}
