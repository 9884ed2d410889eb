import type { GroupChanges } from '@yanshu/protocol'
import { groupErrors, ImError, tipTypes } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { App } from '../../app/app.ts'
import { groupNotice } from '../../app/service.ts'
import { checkGroupCustom, levelOf } from '../custom.ts'
import type { GroupRow } from '../group.ts'
import { placeOfGroup, rulesOf } from '../group.ts'
import { hasPower } from '../matrix.ts'
import { lockGroup } from '../members/member-writes.ts'
import type { GroupCore, Rights } from '../service.ts'
import type { GroupEdit } from './changes.ts'
import { editOf, toldOf } from './changes.ts'
import type { Operator } from './operator.ts'
import { roleOf } from './operator.ts'
import type { GroupWishes } from './wishes.ts'
import { checkOptions, checkTexts, memberCap } from './wishes.ts'

/** Changes what is said of groups, and how they are joined and spoken in. */
export class GroupModifier {
  readonly #core: GroupCore

  constructor(core: GroupCore) {
    this.#core = core
  }

  /**
   * Changes a group and tells its members what the switches of the app let be told. What is as wished
   * already is no change.
   *
   * @throws {ImError} 10004, 10010; 10007 for what the type does not have or a member may not.
   */
  async modify(
    appId: number,
    groupId: string,
    wishes: GroupWishes,
    by: Operator,
  ): Promise<GroupRow> {
    const app = await this.#core.apps.get(appId)
    checkTexts(app.conf, wishes)
    const place = placeOfGroup(await this.#core.directory.get(appId, groupId))
    // Asked before the transaction, in which it would wait for another connection.
    const rights = by.isApp ? undefined : await this.#core.permissions.of(place, by.account)
    const { group, edit } = await this.#core.db.transaction().execute(async (trx) => {
      const before = await lockGroup(trx, place.group)
      if (!before) throw new ImError(groupErrors.noGroup, groupId)
      const allowed = this.#allowed(app, before, wishes)
      await this.#authorize(trx, { app, group: before, wishes, rights }, by)
      const edit = editOf(before, allowed)
      return { edit, group: edit ? await this.#write(trx, before, edit) : before }
    })
    if (edit) await this.tell(app, group, edit.changes, by)
    return group
  }

  /** Tells members what of their group changed. */
  async tell(app: App, group: GroupRow, changes: GroupChanges, by: Operator): Promise<void> {
    this.#core.directory.changed(app.appId, group.group_id)
    const told = toldOf(changes, (item) => groupNotice(app, group.type, item))
    if (!told) return
    await this.#core.tips.tell(placeOfGroup(group), {
      type: tipTypes.groupInfo,
      item: told.item,
      operator: by.account,
      more: { changes: told.changes },
    })
  }

  /** What the type and the plan allow of wishes. */
  #allowed(app: App, group: GroupRow, wishes: GroupWishes): GroupWishes {
    checkOptions(group.type, wishes, group.support_topic === 1)
    if (wishes.maxMembers === undefined) return wishes
    if (!rulesOf(group).storesMembers) return { ...wishes, maxMembers: undefined }
    const { most } = memberCap(group.type, app.plan.quotas.groupMembers)
    if (wishes.maxMembers > most) {
      throw new ImError(groupErrors.badParameter, `at most ${most} members`)
    }
    return wishes
  }

  async #authorize(trx: Kysely<Schema>, asked: Asked, by: Operator): Promise<void> {
    const { app, group, wishes } = asked
    const { custom = [] } = wishes
    if (by.isApp) return checkGroupCustom(app.groupFields, group.type, custom, 'AppAdmin')
    const role = await this.#roleOf(trx, group, by.account)
    if (role === undefined || !mayChange(asked, role)) {
      throw new ImError(groupErrors.noPermission, group.group_id)
    }
    checkGroupCustom(app.groupFields, group.type, custom, levelOf(role))
  }

  async #roleOf(trx: Kysely<Schema>, group: GroupRow, account: string) {
    const role = await roleOf(trx, group, account)
    return role ?? (this.#core.seams.live.isIn(group, account) ? 'Member' : undefined)
  }

  #write(trx: Kysely<Schema>, group: GroupRow, { columns }: GroupEdit): Promise<GroupRow> {
    return trx
      .updateTable('chat_group')
      .set((row) => ({
        ...columns,
        info_at: this.#core.now(),
        info_seq: row('info_seq', '+', 1),
      }))
      .where('app_id', '=', group.app_id)
      .where('group_id', '=', group.group_id)
      .returningAll()
      .executeTakeFirstOrThrow()
  }
}

interface Asked {
  readonly app: App
  readonly group: GroupRow
  readonly wishes: GroupWishes
  /** Undefined where roles decide. */
  readonly rights: Rights | undefined
}

const profile = ['name', 'introduction', 'notification', 'faceUrl'] as const
const options = ['maxMembers', 'applyOption', 'inviteOption', 'historyBeforeJoin'] as const
const permissions = ['enablePermission', 'defaultPermission'] as const

/** Whether a member may change what it wants to, custom fields left out. */
function mayChange({ group, wishes, rights }: Asked, role: 'Owner' | 'Admin' | 'Member'): boolean {
  const wants = (names: readonly (keyof GroupWishes)[]) =>
    names.some((name) => wishes[name] !== undefined)
  const rules = rulesOf(group)
  const may = rights
    ? {
        profile: rights.editInfo,
        options: rights.editInfo,
        muteAll: rights.editInfo,
        permissions: rights.managePermissionGroups,
      }
    : {
        profile: hasPower(role, rules.editsProfile),
        options: hasPower(role, rules.editsOptions),
        muteAll: hasPower(role, rules.mutesAll),
        permissions: hasPower(role, 'owner'),
      }
  return (
    (may.profile || !wants(profile)) &&
    (may.options || !wants(options)) &&
    (may.muteAll || wishes.muteAll === undefined) &&
    (may.permissions || !wants(permissions))
  )
}
