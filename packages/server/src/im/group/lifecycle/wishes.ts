import type { AppConf, ApplyOption, CustomField, GroupType, InviteOption } from '@yanshu/protocol'
import { byteLength, groupErrors, ImError } from '@yanshu/protocol'
import { groupRules } from '../matrix.ts'

/** What is to be said of a group, and how it is to be joined and spoken in; what is left out stays. */
export interface GroupWishes {
  readonly name?: string | undefined
  readonly introduction?: string | undefined
  readonly notification?: string | undefined
  readonly faceUrl?: string | undefined
  readonly maxMembers?: number | undefined
  readonly applyOption?: ApplyOption | undefined
  readonly inviteOption?: InviteOption | undefined
  readonly muteAll?: boolean | undefined
  readonly historyBeforeJoin?: boolean | undefined
  readonly enablePermission?: boolean | undefined
  readonly defaultPermission?: number | undefined
  readonly custom?: readonly CustomField[] | undefined
}

type TextLimits = Pick<
  AppConf,
  'GroupNameBytes' | 'GroupIntroductionBytes' | 'GroupNotificationBytes' | 'GroupFaceUrlBytes'
>

/**
 * Refuses texts that are longer than the settings of the app allow.
 *
 * @throws {ImError} 10004; the text names the field.
 */
export function checkTexts(conf: TextLimits, wishes: GroupWishes): void {
  const limits = [
    ['name', conf.GroupNameBytes],
    ['introduction', conf.GroupIntroductionBytes],
    ['notification', conf.GroupNotificationBytes],
    ['faceUrl', conf.GroupFaceUrlBytes],
  ] as const
  for (const [field, most] of limits) {
    const text = wishes[field]
    if (text !== undefined && byteLength(text) > most) {
      throw new ImError(groupErrors.badParameter, `${field}: at most ${most} bytes`)
    }
  }
}

/**
 * Refuses what groups of a type do not have.
 *
 * @param hasTopics - whether the group is a community with topics.
 * @throws {ImError} 10007.
 */
export function checkOptions(type: GroupType, wishes: GroupWishes, hasTopics: boolean): void {
  const rules = groupRules[type]
  const { applyOption, inviteOption, historyBeforeJoin } = wishes
  const isFixed = !rules.appliesByChoice && applyOption !== rules.applyDefault
  if (applyOption !== undefined && isFixed) throw refused(type, 'apply option')
  if (inviteOption !== undefined && !rules.takesInvited) throw refused(type, 'invite option')
  if (historyBeforeJoin !== undefined && !rules.historyByChoice) throw refused(type, 'history')
  const wantsPermissions =
    wishes.enablePermission === true || wishes.defaultPermission !== undefined
  if (wantsPermissions && !(rules.takesTopics && hasTopics)) throw refused(type, 'permissions')
}

function refused(type: GroupType, what: string): ImError {
  return new ImError(groupErrors.noPermission, `${what}: not in ${type} groups`)
}

/** Stands for any number of members. */
export const UNCAPPED = 0xffff_ffff

/** Members of a community, whatever the plan (社群). */
const COMMUNITY_MEMBERS = 100_000

/** What a group takes that nothing caps, where nobody says how many: the most of any plan. */
const USUAL_MEMBERS = 6000

/** How many members a group of a type may be made for, and is where nobody says. */
export interface MemberCap {
  readonly most: number
  readonly usual: number
}

/** @param quota - `groupMembers` of the plan; null for any number. */
export function memberCap(type: GroupType, quota: number | null): MemberCap {
  if (!groupRules[type].storesMembers) return { most: UNCAPPED, usual: UNCAPPED }
  if (type === 'Community') return { most: COMMUNITY_MEMBERS, usual: COMMUNITY_MEMBERS }
  return quota === null ? { most: UNCAPPED, usual: USUAL_MEMBERS } : { most: quota, usual: quota }
}

/** Members of an imported group at the most, and where nobody says (导入群基础资料). */
export function importedCap(type: GroupType, quota: number | null): MemberCap {
  const { most, usual } = memberCap(type, quota)
  if (type === 'Community') return { most, usual }
  return { most: Math.min(most, USUAL_MEMBERS), usual: Math.min(usual, 2000) }
}
