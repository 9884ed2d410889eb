import type { NoticeType, WireGroupNotice } from '@yanshu/protocol'
import type { Bus } from '../../../bus/bus.ts'
import type { Clock } from '../../../clock.ts'
import { toSeconds } from '../../../clock.ts'
import type { AccountService } from '../../account/service.ts'
import type { GroupRow } from '../group.ts'
import { tipMembers } from './tips.ts'

/** What a notice says beside who did it where. */
export type NoticeMore = Omit<
  WireGroupNotice,
  'type' | 'groupId' | 'groupName' | 'groupType' | 'operator' | 'time'
>

export interface NoticesDeps {
  readonly accounts: AccountService
  readonly bus: Bus
  readonly now: Clock
}

/** System notices (群系统通知): to accounts that are there, about a group; nothing of them is stored. */
export class GroupNotices {
  readonly #deps: NoticesDeps

  constructor(deps: NoticesDeps) {
    this.#deps = deps
  }

  async tell(
    group: Pick<GroupRow, 'app_id' | 'group_id' | 'name' | 'type'>,
    accounts: readonly string[],
    notice: {
      readonly type: NoticeType
      readonly operator: string
      /** The connection it was done on, which knows already. */
      readonly sessionId?: string | undefined
    } & NoticeMore,
  ): Promise<void> {
    if (accounts.length === 0) return
    const { type, operator, sessionId, ...more } = notice
    const { app_id: appId, group_id: groupId } = group
    const [who] = await tipMembers(this.#deps.accounts, appId, [operator])
    this.#deps.bus.publish('group.noticed', {
      appId,
      accounts,
      sessionId,
      notice: {
        type,
        groupId,
        groupName: group.name,
        groupType: group.type,
        operator: who ?? { userId: operator, nick: '', faceUrl: '' },
        time: toSeconds(this.#deps.now()),
        ...more,
      },
    })
  }
}
