import type { GroupBaseName } from '@yanshu/protocol'
import { toSeconds } from '../../../clock.ts'
import type { GroupFields } from '../../app/service.ts'
import { parseCustom, readableCustom } from '../custom.ts'
import type { GroupRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { Seams } from '../seams.ts'

/** A group as answers over REST hold it, with everything. */
export function baseOf({ live }: Pick<Seams, 'live'>, group: GroupRow) {
  return {
    GroupId: group.group_id,
    Appid: group.app_id,
    Type: group.type,
    Name: group.name,
    Introduction: group.introduction,
    Notification: group.notification,
    FaceUrl: group.face_url,
    Owner_Account: group.owner,
    CreateTime: toSeconds(group.created_at),
    LastInfoTime: toSeconds(group.info_at),
    LastMsgTime: toSeconds(group.last_time),
    InfoSeq: group.info_seq,
    NextMsgSeq: group.last_seq + 1,
    MemberNum: rulesOf(group).storesMembers ? group.members : live.online(group),
    MaxMemberNum: group.max_members,
    ApplyJoinOption: group.apply_option,
    InviteJoinOption: group.invite_option,
    MuteAllMember: group.mute_all === 1 ? ('On' as const) : ('Off' as const),
    SupportTopic: bit(group.support_topic),
    EnablePermission: bit(group.enable_permission),
    DefaultPermission: group.default_permission,
  } satisfies Record<GroupBaseName, unknown>
}

export type GroupBase = Partial<ReturnType<typeof baseOf>> & { readonly GroupId: string }

/** The named fields of a group, its id among them always; all of them where none are named. */
export function chosenBase(
  base: ReturnType<typeof baseOf>,
  names: readonly GroupBaseName[] | undefined,
): GroupBase {
  if (!names) return base
  const chosen = Object.fromEntries(names.map((name) => [name, base[name]]))
  return { ...chosen, GroupId: base.GroupId }
}

/** The custom fields of a group, those of some names where they are given. */
export function customItems(
  fields: GroupFields,
  { type, custom }: GroupRow,
  names: readonly string[] | undefined,
): { Key: string; Value: string }[] {
  return readableCustom(fields, type, parseCustom(custom), 'AppAdmin')
    .filter(({ key }) => names?.includes(key) ?? true)
    .map(({ key, value }) => ({ Key: key, Value: value }))
}

function bit(value: number): 0 | 1 {
  return value === 1 ? 1 : 0
}
