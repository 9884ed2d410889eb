import type { AccountItem, modifyAccountInfo } from '@yanshu/protocol'
import type { ActionParams } from '../../api/action-types.ts'

type Changes = Partial<
  Omit<ActionParams<typeof modifyAccountInfo>, 'SDKAppID' | 'UserID' | 'CustomFields'>
>

/** The values of the edit form: everything that can be changed, numbers as they were typed. */
export type AccountForm = {
  readonly [Field in keyof Changes]?: Changes[Field] extends number | undefined
    ? string | number | undefined
    : Changes[Field]
}

const numberFields = ['BirthDay', 'Language', 'MsgSettings', 'Level', 'Role'] as const
const otherFields = [
  'AccountType',
  'Nick',
  'FaceUrl',
  'Gender',
  'Location',
  'SelfSignature',
  'AllowType',
  'AdminForbidType',
] as const

/**
 * Only what differs from the account as it was shown, so that two people who edit different fields at
 * once do not undo each other. A number or a text that was cleared becomes 0 or empty.
 */
export function accountChanges(before: AccountItem, form: AccountForm): Changes {
  const changes: Record<string, string | number> = {}
  for (const field of otherFields) {
    const value = form[field] ?? ''
    if (value === (before[field] ?? '')) continue
    changes[field] = value
  }
  for (const field of numberFields) {
    const typed = form[field]
    const isBlank = typed === undefined || typed === ''
    if (isBlank ? before[field] === undefined : Number(typed) === before[field]) continue
    changes[field] = isBlank ? 0 : Number(typed)
  }
  return changes as Changes
}
