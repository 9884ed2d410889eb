import { groupErrors, ImError } from '@yanshu/protocol'
import type { App } from '../../app/app.ts'
import { hasFeature, hasTopics, mayUseMemberField } from '../../app/service.ts'
import { checkGroupCustom } from '../custom.ts'
import { mayBeGroupId, newGroupId } from '../ids.ts'
import { groupRules } from '../matrix.ts'
import { checkAttributes } from '../service.ts'
import type { Founding, Making, NewGroup } from './new-group.ts'
import { checkOptions, checkTexts, importedCap, memberCap } from './wishes.ts'

/**
 * Judges what can be judged of a new group without storage, and chooses its id.
 *
 * @throws {ImError} 10004, 10007, 10015, 10038, 10045–10048, 11000, or what `founding` says.
 */
export function judgeNewGroup(app: App, wanted: NewGroup, founding: Founding, now: number): Making {
  const { type, groupId } = wanted
  checkKind(app, wanted, founding)
  checkTexts(app.conf, wanted)
  checkOptions(type, wanted, wanted.supportTopic === true)
  const level = founding.isApp ? 'AppAdmin' : 'Owner'
  checkGroupCustom(app.groupFields, type, wanted.custom ?? [], level)
  checkMembers(app, wanted, level)
  checkAttributes(new Map(Object.entries(wanted.attributes ?? {})))
  if (wanted.createdAt !== undefined && wanted.createdAt > now) {
    throw new ImError(groupErrors.badParameter, 'CreateTime: in the future')
  }
  if (groupId !== undefined && !mayBeGroupId(groupId, type)) {
    throw new ImError(founding.errors.badId, groupId)
  }
  const { isImported } = founding
  const cap = (isImported ? importedCap : memberCap)(type, app.plan.quotas.groupMembers)
  return { groupId: groupId ?? newGroupId(type), cap, now, isImported }
}

/** Whether the app has groups of the kind at all. */
function checkKind(app: App, { type, supportTopic }: NewGroup, { isImported, errors }: Founding) {
  const { feature, canImport, takesTopics } = groupRules[type]
  if (isImported && !canImport) throw new ImError(groupErrors.noPermission, `${type}: not imported`)
  if (feature && !app.plan.features.has(feature)) throw new ImError(errors.notInPlan, feature)
  if (feature && !hasFeature(app, feature)) throw new ImError(groupErrors.communityOff)
  if (supportTopic !== true) return
  if (!takesTopics) throw new ImError(groupErrors.noPermission, `topics: not in ${type} groups`)
  if (!hasTopics(app)) throw new ImError(groupErrors.communityOff)
}

function checkMembers(app: App, { type, members }: NewGroup, level: 'AppAdmin' | 'Owner'): void {
  if (members === undefined) return
  const rules = groupRules[type]
  if (!rules.storesMembers) throw new ImError(groupErrors.noPermission, `members: not in ${type}`)
  for (const { role, custom = [] } of members) {
    if (role === 'Admin' && !rules.hasAdmins) {
      throw new ImError(groupErrors.noPermission, `Admin: not in ${type} groups`)
    }
    for (const { key } of custom) {
      const field = app.groupFields.member.get(key)
      const may = (by: 'AppAdmin' | 'Owner') =>
        mayUseMemberField(field, type, 'Write', { level: by, isOwn: false })
      if (!may('AppAdmin')) throw new ImError(groupErrors.badParameter, `no member field ${key}`)
      if (!may(level)) throw new ImError(groupErrors.noPermission, key)
    }
  }
}
