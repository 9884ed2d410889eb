import { byteLength, groupErrors, groupLimits, ImError } from '@yanshu/protocol'
import type { CustomField, FieldLevel } from '@yanshu/protocol'
import type { App } from '../../app/app.ts'
import { mayUseMemberField } from '../../app/service.ts'
import type { GroupRow, MemberRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { Actor } from './actor.ts'
import { mayDo, standsAbove } from './actor.ts'
import type { MemberChange } from './member-changes.ts'
import { requireMutes } from './mutes.ts'

/** Who changes whom, where. */
export interface ChangeScene {
  readonly actor: Actor
  readonly app: App
  readonly group: GroupRow
  readonly before: MemberRow
}

/** @throws {ImError} 10004 for values that do not fit, 10007 for what the actor may not change. */
export function checkChange(scene: ChangeScene, change: MemberChange): void {
  const { actor } = scene
  if (!actor.isApp && actor.role === undefined) refuse(scene, 'who is no member changes nobody')
  if (change.role !== undefined) checkRole(scene)
  if (change.msgFlag !== undefined && !isOwn(scene) && !actor.isApp) refuse(scene, 'msgFlag')
  if (change.nameCard !== undefined) checkNameCard(scene, change.nameCard)
  if (change.muteSeconds !== undefined) checkMute(scene)
  for (const value of change.custom ?? []) checkCustom(scene, value)
}

/** Only the owner makes administrators, and is made none. */
function checkRole(scene: ChangeScene): void {
  const { actor, before } = scene
  const { hasAdmins, storesMembers } = rulesOf(scene.group)
  if (!hasAdmins || !storesMembers) refuse(scene, 'the type of the group has no such roles')
  if (!actor.isApp && actor.role !== 'Owner') refuse(scene, 'only the owner makes administrators')
  if (before.role === 'Owner') throw new ImError(groupErrors.badParameter, 'the owner stays it')
}

function checkNameCard(scene: ChangeScene, nameCard: string): void {
  const { actor, app, group, before } = scene
  const isAbove = mayDo(actor, group, 'rename') && standsAbove(actor, before.role)
  if (!isOwn(scene) && !isAbove) refuse(scene, 'nameCard')
  if (byteLength(nameCard) > app.conf.NameCardBytes) {
    throw new ImError(groupErrors.badParameter, 'the name card is too long')
  }
}

function checkMute(scene: ChangeScene): void {
  const { actor, group, before } = scene
  requireMutes(group)
  if (!mayDo(actor, group, 'mute') || !standsAbove(actor, before.role)) refuse(scene, 'mute')
}

function checkCustom(scene: ChangeScene, { key, value }: CustomField): void {
  const { app, group } = scene
  const field = app.groupFields.member.get(key)
  if (!field?.Types.some(({ Type }) => Type === group.type)) {
    throw new ImError(groupErrors.badParameter, `${group.type} groups have no member field ${key}`)
  }
  if (byteLength(value) > groupLimits.memberFieldBytes) {
    throw new ImError(groupErrors.badParameter, `${key} is too long`)
  }
  const who = { level: levelOf(scene.actor), isOwn: isOwn(scene) }
  if (!mayUseMemberField(field, group.type, 'Write', who)) refuse(scene, key)
}

/** By what custom fields are read and written. */
export function levelOf({ isApp, role }: Pick<Actor, 'isApp' | 'role'>): FieldLevel {
  return isApp ? 'AppAdmin' : (role ?? 'Anyone')
}

function isOwn({ actor, before }: ChangeScene): boolean {
  return !actor.isApp && actor.account === before.account
}

function refuse({ group }: ChangeScene, what: string): never {
  throw new ImError(groupErrors.noPermission, `${group.group_id}: ${what}`)
}
