import type { CustomField, GroupRole } from '@yanshu/protocol'
import { groupErrors, ImError, msgFlags, noticeTypes } from '@yanshu/protocol'
import type { GroupStanding } from '../../../bus/events.ts'
import { changeCustom, formatCustom, parseCustom } from '../custom.ts'
import type { GroupRow, MemberRow } from '../group.ts'
import { placeOfGroup, rulesOf } from '../group.ts'
import type { GroupCore } from '../service.ts'
import type { Operator } from './actor.ts'
import { rightsOf, roleIn } from './actor.ts'
import { checkChange } from './change-rules.ts'
import { putMutes, untilOf } from './restrictions.ts'
import type { Scene } from './scene.ts'
import { inGroup } from './scene.ts'
import type { Tellings } from './tellings.ts'

/** What of a member is changed. */
export interface MemberChange {
  readonly role?: Exclude<GroupRole, 'Owner'> | undefined
  /** A place in `msgFlags`. */
  readonly msgFlag?: number | undefined
  readonly nameCard?: string | undefined
  /** 0 lifts a mute. */
  readonly muteSeconds?: number | undefined
  /** An empty value removes a field. */
  readonly custom?: readonly CustomField[] | undefined
}

/** Where a member is, and who changes it. */
export interface MemberKey {
  readonly appId: number
  readonly groupId: string
  readonly account: string
  readonly operator: Operator
}

interface Changed {
  readonly group: GroupRow
  readonly before: MemberRow
  readonly after: MemberRow
  readonly mutedUntil: number | undefined
}

/** Changes what members are in a group: role, name, mute, options and fields of the app. */
export class MemberChanges {
  readonly #core: GroupCore
  readonly #tellings: Tellings

  constructor({ core, tellings }: { readonly core: GroupCore; readonly tellings: Tellings }) {
    this.#core = core
    this.#tellings = tellings
  }

  /**
   * Changes a member, all of it or nothing; answers how it is afterwards.
   *
   * @throws {ImError} 10004 for who is no member and for values that do not fit, 10007 where the
   * operator may not or the type has no such thing, 10010.
   */
  async change(key: MemberKey, change: MemberChange): Promise<MemberRow> {
    const core = this.#core
    const { appId, groupId, operator } = key
    const known = await core.directory.get(appId, groupId)
    const rights = await rightsOf(core, placeOfGroup(known), operator)
    const app = await core.apps.get(appId)
    const changed = await inGroup(core, known, async (scene) => {
      const role = await roleIn(core, scene.members, scene.group, operator.account)
      const before = await this.#memberOf(scene, key.account)
      checkChange({ actor: { ...operator, role, rights }, app, group: scene.group, before }, change)
      return this.#write(scene, before, change)
    })
    await this.#tell(key, changed, change)
    return changed.after
  }

  async #memberOf({ members, group }: Scene, account: string): Promise<MemberRow> {
    const row = await members.find(group.app_id, group.group_id, account)
    if (row) return row
    const missing = rulesOf(group).storesMembers
      ? groupErrors.badParameter
      : groupErrors.noPermission
    throw new ImError(missing, `${account} is no member`)
  }

  async #write({ trx, group }: Scene, before: MemberRow, change: MemberChange): Promise<Changed> {
    const { role, msgFlag, nameCard, muteSeconds, custom } = change
    const after = {
      ...before,
      role: role ?? before.role,
      msg_flag: msgFlag ?? before.msg_flag,
      name_card: nameCard ?? before.name_card,
      custom: custom
        ? formatCustom(changeCustom(parseCustom(before.custom), custom))
        : before.custom,
    }
    const { app_id: appId, group_id: place, account } = before
    await trx
      .updateTable('group_member')
      .set({
        role: after.role,
        msg_flag: after.msg_flag,
        name_card: after.name_card,
        custom: after.custom,
      })
      .where('app_id', '=', appId)
      .where('group_id', '=', place)
      .where('account', '=', account)
      .execute()
    if (muteSeconds === undefined) return { group, before, after, mutedUntil: undefined }
    const now = this.#core.now()
    const until = muteSeconds === 0 ? 0 : untilOf(muteSeconds, now)
    await putMutes(trx, { appId, place }, [account], { until, now })
    return { group, before, after, mutedUntil: until }
  }

  async #tell(
    { appId, groupId, account, operator }: MemberKey,
    { group, before, after, mutedUntil }: Changed,
    { muteSeconds }: MemberChange,
  ): Promise<void> {
    const change = standingChange(before, after, mutedUntil)
    if (Object.keys(change).length > 0) {
      this.#core.bus.publish('group.memberChanged', { appId, groupId, account, change })
    }
    if (after.role !== before.role) {
      const isAdmin = after.role === 'Admin'
      await this.#tellings.roleChanged(group, { account, isAdmin }, operator)
    }
    if (muteSeconds !== undefined) {
      await this.#tellings.muted(placeOfGroup(group), [account], muteSeconds, operator.account)
    }
    if (after.msg_flag !== before.msg_flag) {
      const sessionId = operator.account === account ? operator.sessionId : undefined
      const msgFlag = msgFlags[after.msg_flag] ?? 'AcceptAndNotify'
      const type = noticeTypes.receiveOption
      await this.#tellings.notice(group, [account], { type, operator: account, sessionId, msgFlag })
    }
  }
}

/** What messages have to know of a change. */
function standingChange(before: MemberRow, after: MemberRow, mutedUntil: number | undefined) {
  const change: {
    -readonly [Field in keyof Omit<GroupStanding, 'account'>]?: GroupStanding[Field]
  } = {}
  if (after.role !== before.role) change.role = after.role
  if (after.msg_flag !== before.msg_flag) change.msgFlag = after.msg_flag
  if (after.name_card !== before.name_card) change.nameCard = after.name_card
  if (mutedUntil !== undefined) change.mutedUntil = mutedUntil
  return change
}
