import type { CustomField, WireGroup, WireSelf } from '@yanshu/protocol'
import { msgFlags } from '@yanshu/protocol'
import { toSeconds } from '../../../clock.ts'
import type { App } from '../../app/app.ts'
import { mayUseMemberField } from '../../app/service.ts'
import { levelOf, parseCustom, readableCustom } from '../custom.ts'
import type { GroupRow } from '../group.ts'
import { placeOfGroup, rulesOf } from '../group.ts'
import type { GroupCore } from '../service.ts'
import type { OwnMembership } from './own-memberships.ts'
import { ownMemberships } from './own-memberships.ts'

type WireDeps = Pick<GroupCore, 'apps' | 'db' | 'now' | 'seams'>

/**
 * Groups as an account sees them, in their order: what it is in them itself, and the custom fields that
 * it may read there.
 *
 * @param groups - as they are in storage, after `caughtUp`: cached ones tell old ends.
 */
export async function toWireGroups(
  core: WireDeps,
  account: string,
  groups: readonly GroupRow[],
): Promise<readonly WireGroup[]> {
  const [first] = groups
  if (!first) return []
  const app = await core.apps.get(first.app_id)
  const ids = groups.map(({ group_id: groupId }) => groupId)
  const own = await ownMemberships(core, app.appId, account, ids)
  return groups.map((group) => {
    const stored = own.get(group.group_id)
    const self = rulesOf(group).storesMembers
      ? stored && selfOf(app, group, stored)
      : liveSelf(core, group, account)
    return { ...wireOf(core, app, group, self), ...(self ? { self } : {}) }
  })
}

/** One group as an account sees it. */
export async function toWireGroup(
  core: WireDeps,
  account: string,
  group: GroupRow,
): Promise<WireGroup> {
  const [wire] = await toWireGroups(core, account, [group])
  if (!wire) throw new Error('a group was lost on its way to the wire')
  return wire
}

/** One group as somebody sees it who has no account. */
export function outsideView(core: Pick<WireDeps, 'seams'>, app: App, group: GroupRow): WireGroup {
  return wireOf(core, app, group, undefined)
}

function wireOf(
  { seams }: Pick<WireDeps, 'seams'>,
  app: App,
  group: GroupRow,
  self: WireSelf | undefined,
): WireGroup {
  const custom = parseCustom(group.custom)
  return {
    groupId: group.group_id,
    type: group.type,
    name: group.name,
    introduction: group.introduction,
    notification: group.notification,
    faceUrl: group.face_url,
    owner: group.owner,
    createTime: toSeconds(group.created_at),
    infoSequence: group.info_seq,
    lastInfoTime: toSeconds(group.info_at),
    lastMessageTime: toSeconds(group.last_time),
    nextMessageSeq: group.last_seq + 1,
    memberCount: rulesOf(group).storesMembers ? group.members : seams.live.online(group),
    maxMemberCount: group.max_members,
    applyOption: group.apply_option,
    inviteOption: group.invite_option,
    muteAll: group.mute_all === 1,
    supportTopic: group.support_topic === 1,
    enablePermission: group.enable_permission === 1,
    defaultPermission: group.default_permission,
    custom: readableCustom(app.groupFields, group.type, custom, levelOf(self?.role)),
  }
}

function selfOf(app: App, group: GroupRow, row: OwnMembership): WireSelf {
  const who = { level: levelOf(row.role), isOwn: true }
  const custom: readonly CustomField[] = Object.entries(parseCustom(row.custom))
    .filter(([key]) => mayUseMemberField(app.groupFields.member.get(key), group.type, 'Read', who))
    .map(([key, value]) => ({ key, value }))
  return {
    role: row.role,
    joinTime: toSeconds(row.joined_at),
    msgFlag: msgFlags[row.msg_flag] ?? 'AcceptAndNotify',
    nameCard: row.name_card,
    readSeq: row.read_seq,
    muteUntil: toSeconds(row.mutedUntil),
    custom,
    unread: row.unread,
  }
}

/** Who is in a live room has no row; its owner is it also from outside. */
function liveSelf(
  { now, seams }: Pick<WireDeps, 'now' | 'seams'>,
  group: GroupRow,
  account: string,
): WireSelf | undefined {
  const standing = seams.live.standingOf(placeOfGroup(group), account)
  const role = standing?.role ?? (group.owner === account ? 'Owner' : undefined)
  if (role === undefined) return undefined
  const { mutedUntil = 0 } = standing ?? {}
  return {
    role,
    joinTime: 0,
    msgFlag: msgFlags[rulesOf(group).msgFlagDefault],
    nameCard: '',
    readSeq: 0,
    muteUntil: mutedUntil > now() ? toSeconds(mutedUntil) : 0,
    custom: [],
    unread: 0,
  }
}
