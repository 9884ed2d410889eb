import type { GroupDetails, GroupItem } from '@yanshu/protocol'
import { toSeconds } from '../../../clock.ts'
import type { GroupFields } from '../../app/service.ts'
import { parseCustom, readableCustom } from '../custom.ts'
import type { GroupRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { Seams } from '../seams.ts'

/** A group as the lists of the console show it. */
export function toGroupItem({ live }: Pick<Seams, 'live'>, group: GroupRow): GroupItem {
  return {
    GroupId: group.group_id,
    Name: group.name,
    Type: group.type,
    OwnerUserID: group.owner,
    CreateTime: toSeconds(group.created_at),
    MemberNum: rulesOf(group).storesMembers ? group.members : live.online(group),
    Introduction: group.introduction,
    SupportTopic: group.support_topic === 1,
  }
}

/** Everything about a group. @param group - as it is in storage, with everything that was sent. */
export function toGroupDetails(
  seams: Pick<Seams, 'live'>,
  fields: GroupFields,
  group: GroupRow,
): GroupDetails {
  const custom = readableCustom(fields, group.type, parseCustom(group.custom), 'AppAdmin')
  return {
    ...toGroupItem(seams, group),
    Notification: group.notification,
    FaceUrl: group.face_url,
    MaxMemberNum: group.max_members,
    ApplyJoinOption: group.apply_option,
    InviteJoinOption: group.invite_option,
    MuteAllMember: group.mute_all === 1,
    LastMsgTime: toSeconds(group.last_time),
    NextMsgSeq: group.last_seq + 1,
    CustomFields: custom.map(({ key: Key, value: Value }) => ({ Key, Value })),
  }
}
