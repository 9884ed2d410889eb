import type { GroupDetails, modifyGroupAction } from '@yanshu/protocol'
import type { ActionParams } from '../../api/action-types.ts'

type Changes = Omit<ActionParams<typeof modifyGroupAction>, 'SDKAppID' | 'GroupId' | 'OwnerUserID'>

/** The values of the edit form, the number as it was typed. */
export type GroupForm = Omit<Changes, 'MaxMemberNum'> & {
  readonly MaxMemberNum?: string | number
}

const fields = [
  'Name',
  'Introduction',
  'Notification',
  'FaceUrl',
  'ApplyJoinOption',
  'InviteJoinOption',
  'MuteAllMember',
] as const

/**
 * Only what differs from the group as it was shown, so that two people who edit different fields at once
 * do not undo each other.
 */
export function groupChanges(before: GroupDetails, form: GroupForm): Changes {
  const changed = fields.filter(
    (field) => form[field] !== undefined && form[field] !== before[field],
  )
  const most = Number(form.MaxMemberNum ?? before.MaxMemberNum)
  return {
    ...Object.fromEntries(changed.map((field) => [field, form[field]])),
    ...(most === before.MaxMemberNum ? {} : { MaxMemberNum: most }),
  }
}
