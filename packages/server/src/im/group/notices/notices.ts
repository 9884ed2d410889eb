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

type Noticed = Pick<GroupRow, 'app_id' | 'group_id' | 'name' | 'type'>
type Saying = { readonly type: NoticeType; readonly operator: string } & NoticeMore

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
    group: Noticed,
    accounts: readonly string[],
    notice: Saying & {
      /** The connection it was done on, which knows already. */
      readonly sessionId?: string | undefined
    },
  ): Promise<void> {
    if (accounts.length === 0) return
    const { sessionId, ...saying } = notice
    const { app_id: appId } = group
    const said = await this.#said(group, saying)
    this.#deps.bus.publish('group.noticed', { appId, accounts, sessionId, notice: said })
  }

  /**
   * To everybody who hears of a group, whoever that is; the group may be that of a topic.
   *
   * @param by - the connection it was done on, which knows already.
   */
  async tellAll(
    shown: Noticed,
    groupId: string,
    saying: Saying,
    by: { readonly account?: string; readonly sessionId?: string | undefined } = {},
  ): Promise<void> {
    const notice = await this.#said(shown, saying)
    const { account, sessionId } = by
    const told = { appId: shown.app_id, groupId, account, sessionId }
    this.#deps.bus.publish('group.allNoticed', { ...told, notice })
  }

  async #said(group: Noticed, { type, operator, ...more }: Saying): Promise<WireGroupNotice> {
    const [who] = await tipMembers(this.#deps.accounts, group.app_id, [operator])
    return {
      type,
      groupId: group.group_id,
      groupName: group.name,
      groupType: group.type,
      operator: who ?? { userId: operator, nick: '', faceUrl: '' },
      time: toSeconds(this.#deps.now()),
      ...more,
    }
  }
}
