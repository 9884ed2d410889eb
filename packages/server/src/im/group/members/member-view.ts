import type { WireGroupMember } from '@yanshu/protocol'
import { toSeconds } from '../../../clock.ts'
import { mayUseMemberField } from '../../app/service.ts'
import { parseCustom } from '../custom.ts'
import type { GroupRow, MemberRow } from '../group.ts'
import type { GroupCore } from '../service.ts'
import type { Actor } from './actor.ts'
import { levelOf } from './change-rules.ts'
import { mutedAmong } from './restrictions.ts'

/** Who looks at members. */
export type Viewer = Pick<Actor, 'account' | 'isApp' | 'role'>

/** Members as another one sees them, in the order of their rows. */
export async function toWireMembers(
  core: Pick<GroupCore, 'accounts' | 'apps' | 'db' | 'now' | 'registry'>,
  group: GroupRow,
  rows: readonly MemberRow[],
  viewer: Viewer,
): Promise<readonly WireGroupMember[]> {
  const { app_id: appId, group_id: groupId } = group
  const names = rows.map(({ account }) => account)
  const app = await core.apps.get(appId)
  const accounts = await core.accounts.findMany(appId, names)
  const mutes = await mutedAmong(core.db, appId, groupId, names, core.now())
  return rows.map((row) => {
    const { account: userId, marks } = row
    const account = accounts.get(userId)
    const who = { level: levelOf(viewer), isOwn: viewer.account === userId }
    const custom = Object.entries(parseCustom(row.custom))
      .filter(([key]) =>
        mayUseMemberField(app.groupFields.member.get(key), group.type, 'Read', who),
      )
      .map(([key, value]) => ({ key, value }))
    return {
      userId,
      nick: account?.nick ?? '',
      faceUrl: account?.faceUrl ?? '',
      nameCard: row.name_card,
      role: row.role,
      joinTime: toSeconds(row.joined_at),
      lastSendTime: toSeconds(row.last_send_at),
      muteUntil: toSeconds(mutes.get(userId) ?? 0),
      custom,
      ...(group.type === 'Community' ? { online: core.registry.of(appId, userId).length > 0 } : {}),
      ...(marks === '' ? {} : { marks: JSON.parse(marks) as readonly number[] }),
    }
  })
}
