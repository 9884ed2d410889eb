import type { GroupChanges, GroupNotice } from '@yanshu/protocol'
import type { Updateable } from 'kysely'
import type { ChatGroupTable } from '../../../store/schema-group.ts'
import { changeCustom, formatCustom, parseCustom } from '../custom.ts'
import type { GroupRow } from '../group.ts'
import type { GroupWishes } from './wishes.ts'

/** What a change writes, and what of it members are told. */
export interface GroupEdit {
  readonly columns: Updateable<ChatGroupTable>
  readonly changes: GroupChanges
}

/** What of some wishes differs from what a group is; undefined where nothing does. */
export function editOf(group: GroupRow, wishes: GroupWishes): GroupEdit | undefined {
  const columns: Record<string, unknown> = {}
  const changes: Record<string, unknown> = {}
  const note = <Column extends keyof GroupRow>(
    column: Column,
    value: GroupRow[Column] | undefined,
    told?: { readonly as: keyof GroupChanges; readonly value: unknown },
  ) => {
    if (value === undefined || value === group[column]) return
    columns[column] = value
    if (told) changes[told.as] = told.value
  }
  const { name, introduction, notification, faceUrl, maxMembers } = wishes
  note('name', name, { as: 'name', value: name })
  note('introduction', introduction, { as: 'introduction', value: introduction })
  note('notification', notification, { as: 'notification', value: notification })
  note('face_url', faceUrl, { as: 'faceUrl', value: faceUrl })
  note('max_members', maxMembers, { as: 'maxMembers', value: maxMembers })
  const { applyOption, inviteOption, muteAll, enablePermission, defaultPermission } = wishes
  note('apply_option', applyOption, { as: 'applyOption', value: applyOption })
  note('invite_option', inviteOption, { as: 'inviteOption', value: inviteOption })
  note('mute_all', bit(muteAll), { as: 'muteAll', value: muteAll })
  note('history_before_join', bit(wishes.historyBeforeJoin))
  const permission = { as: 'permissionEnabled', value: enablePermission } as const
  note('enable_permission', bit(enablePermission), permission)
  const bits = { as: 'defaultPermission', value: defaultPermission } as const
  note('default_permission', defaultPermission, bits)
  const { custom = [] } = wishes
  const after = formatCustom(changeCustom(parseCustom(group.custom), custom))
  note('custom', custom.length === 0 ? undefined : after, { as: 'custom', value: custom })
  return Object.keys(columns).length === 0 ? undefined : { columns, changes }
}

function bit(value: boolean | undefined): 0 | 1 | undefined {
  if (value === undefined) return undefined
  return value ? 1 : 0
}

/** The switch of the app for each change; those without one are always told, and never kept. */
const items: Readonly<Partial<Record<keyof GroupChanges, GroupNotice>>> = {
  name: 'Name',
  introduction: 'Introduction',
  notification: 'Notification',
  faceUrl: 'FaceUrl',
  owner: 'Owner',
  muteAll: 'MuteAll',
  applyOption: 'ApplyOption',
  inviteOption: 'InviteOption',
}

/** What is told of changes. */
export interface ToldChanges {
  /** By which it is kept or not; undefined where nothing of it is ever kept. */
  readonly item: GroupNotice | undefined
  readonly changes: GroupChanges
}

/**
 * What members are told of changes: what the app switched off is left out, and all of it is kept where
 * a part of it is to be. Undefined where nothing is told.
 */
export function toldOf(
  changes: GroupChanges,
  modeOf: (item: GroupNotice) => { readonly send: boolean; readonly store: boolean },
): ToldChanges | undefined {
  const told = Object.entries(changes).filter(([name]) => {
    const item = items[name as keyof GroupChanges]
    return item === undefined || modeOf(item).send
  })
  if (told.length === 0) return undefined
  const sent = told.flatMap(([name]) => items[name as keyof GroupChanges] ?? [])
  return {
    item: sent.find((item) => modeOf(item).store) ?? sent[0],
    changes: Object.fromEntries(told),
  }
}
