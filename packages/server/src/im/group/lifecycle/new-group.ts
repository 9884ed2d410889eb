import type { CustomField, ErrorRow, GroupRole, GroupType } from '@yanshu/protocol'
import type { Insertable } from 'kysely'
import type { ChatGroupTable } from '../../../store/schema-group.ts'
import { changeCustom, formatCustom } from '../custom.ts'
import { groupRules } from '../matrix.ts'
import type { NewMember } from '../members/member-writes.ts'
import type { GroupWishes, MemberCap } from './wishes.ts'

/** Somebody who is a member of a group from its beginning. */
export interface FirstMember {
  readonly account: string
  readonly role?: GroupRole | undefined
  readonly custom?: readonly CustomField[] | undefined
}

/** A group that is to be made. */
export interface NewGroup extends GroupWishes {
  readonly type: GroupType
  readonly name: string
  /** The server makes one where it is left out. */
  readonly groupId?: string | undefined
  /** '' for a group without one. */
  readonly owner: string
  readonly members?: readonly FirstMember[] | undefined
  readonly supportTopic?: boolean | undefined
  /** Unix milliseconds; now where it is left out. */
  readonly createdAt?: number | undefined
  /** Attributes that it begins with. */
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** How the door that makes a group says what is wrong, and what is let pass. */
export interface Founding {
  /** Moved here from elsewhere: nobody is told, and it does not count to the growth of the day. */
  readonly isImported: boolean
  /** Members who are in too many groups are left out, and the others are taken. */
  readonly leavesOut: boolean
  /** Who is told to have made it. */
  readonly operator: string
  /** The connection that makes it, which knows already. */
  readonly sessionId?: string | undefined
  /** Whether it is made by an administrator of the app, who writes every custom field. */
  readonly isApp: boolean
  readonly errors: {
    readonly unknownAccount: ErrorRow
    readonly badId: ErrorRow
    readonly ownId: ErrorRow
    readonly notInPlan: ErrorRow
  }
}

/** The row of a new group, but for what storage gives it. */
export function groupRow(
  appId: number,
  wanted: NewGroup,
  { groupId, cap, now, isImported }: Making,
): Omit<Insertable<ChatGroupTable>, 'conversation'> {
  const rules = groupRules[wanted.type]
  const createdAt = wanted.createdAt ?? now
  const asked = rules.storesMembers ? wanted.maxMembers : undefined
  return {
    app_id: appId,
    group_id: groupId,
    type: wanted.type,
    name: wanted.name,
    introduction: wanted.introduction ?? '',
    notification: wanted.notification ?? '',
    face_url: wanted.faceUrl ?? '',
    owner: wanted.owner,
    created_at: createdAt,
    info_at: createdAt,
    info_seq: 1,
    max_members: asked ?? cap.usual,
    members: 0,
    apply_option: wanted.applyOption ?? rules.applyDefault,
    invite_option: wanted.inviteOption ?? rules.inviteDefault,
    mute_all: wanted.muteAll ? 1 : 0,
    support_topic: wanted.supportTopic ? 1 : 0,
    enable_permission: wanted.enablePermission ? 1 : 0,
    default_permission: wanted.defaultPermission ?? 0,
    history_before_join: -1,
    // One that is moved here was spoken in already.
    active: rules.needsActivation && !isImported ? 0 : 1,
    custom: formatCustom(changeCustom({}, wanted.custom ?? [])),
  }
}

/** What is decided about a group before it is written. */
export interface Making {
  readonly groupId: string
  readonly cap: MemberCap
  readonly now: number
  readonly isImported: boolean
}

/** Everybody that a new group begins with, its owner first; each once. */
export function firstMembers(wanted: NewGroup, now: number): readonly NewMember[] {
  if (!groupRules[wanted.type].storesMembers) return []
  const joinedAt = wanted.createdAt ?? now
  const owner: readonly FirstMember[] =
    wanted.owner === '' ? [] : [{ account: wanted.owner, role: 'Owner' }]
  const all = new Map<string, NewMember>()
  for (const { account, role = 'Member', custom = [] } of [...owner, ...(wanted.members ?? [])]) {
    if (all.has(account)) continue
    all.set(account, { account, role, joinedAt, custom: changeCustom({}, custom) })
  }
  return [...all.values()]
}
