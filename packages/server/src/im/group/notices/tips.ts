import { randomInt } from 'node:crypto'
import type { GroupNotice, GroupTip, TipMember, TipType } from '@yanshu/protocol'
import type { AccountService } from '../../account/service.ts'
import type { AppService } from '../../app/service.ts'
import { groupNotice } from '../../app/service.ts'
import { flags } from '../../message/service.ts'
import type { Place } from '../group.ts'
import { rulesOf, SYSTEM_SENDER } from '../group.ts'
import type { GroupSender } from '../messages/group-sender.ts'
import { gatherListeners } from '../roster/gather.ts'
import type { Rosters } from '../roster/rosters.ts'
import { NOBODY } from '../messages/group-wire.ts'
import { encodeGroupBody } from '../messages/stored-group-body.ts'

/** Members that a tip names; the rest is told by the number alone. */
const MOST_NAMED = 300

/** What happened in a group, before it is put into words for clients. */
export interface Happening {
  readonly type: TipType
  /**
   * The switch of the app that decides whether it is told, and kept in the history; without one it is
   * told and not kept.
   */
  readonly item: GroupNotice | undefined
  /** UserID of who did it; an administrator of the app need not be a member. */
  readonly operator: string
  readonly members?: readonly string[]
  readonly more?: Omit<GroupTip, 'type' | 'operator' | 'members'>
}

export interface TipsDeps {
  readonly apps: AppService
  readonly accounts: AccountService
  readonly sender: Pick<GroupSender, 'send'>
  readonly rosters: Pick<Rosters, 'of'>
}

/** Tells members what happens in their group (群提示消息), as the switches of the app say. */
export class Tips {
  readonly #deps: TipsDeps

  constructor(deps: TipsDeps) {
    this.#deps = deps
  }

  /** Resolves when the tip is on its way; a stored one is durable then. */
  async tell(place: Place, happening: Happening): Promise<void> {
    const { group } = place
    // Nobody sees a group yet that waits for its first message.
    if (group.active === 0) return
    const { send, store } = await this.#modeOf(place, happening.item)
    if (!send) return
    const tip = await this.#tipOf(place.appId, happening)
    const stored = { body: [], tip }
    const keeps = store && rulesOf(group).storesMessages
    await gatherListeners(this.#deps.rosters, group)
    const later = await this.#deps.sender.send({
      place,
      from: SYSTEM_SENDER,
      speaker: NOBODY,
      clientTime: 0,
      // Makes the id of the message, by which clients tell tips apart.
      random: randomInt(2 ** 32),
      priority: 'High',
      stored,
      encoded: encodeGroupBody(stored),
      flags: flags.noUnread,
      onlineOnly: !keeps,
      exempt: true,
    })
    await later.result
  }

  async #modeOf({ appId, group }: Place, item: GroupNotice | undefined) {
    if (item === undefined) return { send: true, store: false }
    return groupNotice(await this.#deps.apps.get(appId), group.type, item)
  }

  async #tipOf(appId: number, happening: Happening): Promise<GroupTip> {
    const { type, operator, members = [], more } = happening
    const named = members.slice(0, MOST_NAMED)
    const people = await tipMembers(this.#deps.accounts, appId, [operator, ...named])
    const [first = unknown(operator), ...others] = people
    return { type, operator: first, members: others, ...more }
  }
}

/** Accounts as tips and notices name them, in their order. */
export async function tipMembers(
  accounts: AccountService,
  appId: number,
  userIds: readonly string[],
): Promise<readonly TipMember[]> {
  const found = await accounts.findMany(appId, userIds)
  return userIds.map((userId) => {
    const account = found.get(userId)
    return account ? { userId, nick: account.nick, faceUrl: account.faceUrl } : unknown(userId)
  })
}

function unknown(userId: string): TipMember {
  return { userId, nick: '', faceUrl: '' }
}
