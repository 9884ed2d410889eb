import { msgFlags } from '@yanshu/protocol'
import type { GroupRole, MemberName, MsgFlag } from '@yanshu/protocol'
import { toSeconds } from '../../../clock.ts'
import { mayUseMemberField } from '../../app/service.ts'
import { parseCustom } from '../custom.ts'
import type { GroupRow, MemberRow } from '../group.ts'
import type { GroupCore } from '../service.ts'
import { mutedAmong } from './restrictions.ts'

/** What an answer is to hold of members; everything where nothing is said. */
export interface ItemFilter {
  readonly MemberInfoFilter?: readonly MemberName[] | undefined
  readonly AppDefinedDataFilter_GroupMember?: readonly string[] | undefined
}

/** A member as answers over REST hold it. */
export interface MemberItem {
  readonly Member_Account: string
  readonly Role?: GroupRole
  readonly JoinTime?: number
  readonly MsgSeq?: number
  readonly MsgFlag?: MsgFlag
  readonly LastSendMsgTime?: number
  readonly MuteUntil?: number
  readonly NameCard?: string
  readonly OnlineStatus?: string
  readonly AppMemberDefinedData?: { readonly Key: string; readonly Value: string }[]
}

/** Members as answers over REST hold them, in the order of their rows. */
export async function toMemberItems(
  core: Pick<GroupCore, 'apps' | 'db' | 'now' | 'registry'>,
  group: GroupRow,
  rows: readonly MemberRow[],
  filter: ItemFilter = {},
): Promise<MemberItem[]> {
  const { app_id: appId, group_id: groupId } = group
  const wanted = filter.MemberInfoFilter && new Set(filter.MemberInfoFilter)
  const has = (name: MemberName) => wanted?.has(name) ?? true
  const names = has('MuteUntil') ? rows.map(({ account }) => account) : []
  const mutes = await mutedAmong(core.db, appId, groupId, names, core.now())
  const keys = await readableKeys(core, group, filter)
  return rows.map((row) => ({
    Member_Account: row.account,
    ...(has('Role') ? { Role: row.role } : {}),
    ...(has('JoinTime') ? { JoinTime: toSeconds(row.joined_at) } : {}),
    ...(has('MsgSeq') ? { MsgSeq: row.read_seq } : {}),
    ...(has('MsgFlag') ? { MsgFlag: msgFlags[row.msg_flag] ?? 'AcceptAndNotify' } : {}),
    ...(has('LastSendMsgTime') ? { LastSendMsgTime: toSeconds(row.last_send_at) } : {}),
    ...(has('MuteUntil') ? { MuteUntil: toSeconds(mutes.get(row.account) ?? 0) } : {}),
    ...(has('NameCard') ? { NameCard: row.name_card } : {}),
    ...(has('OnlineStatus') ? { OnlineStatus: statusOf(core, row) } : {}),
    ...(keys ? { AppMemberDefinedData: customItems(row, keys) } : {}),
  }))
}

/** Undefined where the answer is to hold no custom fields. */
async function readableKeys(
  { apps }: Pick<GroupCore, 'apps'>,
  { app_id: appId, type }: GroupRow,
  { MemberInfoFilter, AppDefinedDataFilter_GroupMember: named }: ItemFilter,
): Promise<ReadonlySet<string> | undefined> {
  const isAsked = MemberInfoFilter?.includes('AppMemberDefinedData') ?? true
  if (!isAsked && !named) return undefined
  const { member } = await apps.groupFields(appId)
  const who = { level: 'AppAdmin', isOwn: false } as const
  const readable = [...member].filter(([, field]) => mayUseMemberField(field, type, 'Read', who))
  return new Set(readable.map(([key]) => key).filter((key) => named?.includes(key) ?? true))
}

function customItems({ custom }: MemberRow, keys: ReadonlySet<string>) {
  return Object.entries(parseCustom(custom))
    .filter(([key]) => keys.has(key))
    .map(([Key, Value]) => ({ Key, Value }))
}

/** No page names the values: those of `query_online_status`, as far as connections tell. */
function statusOf({ registry }: Pick<GroupCore, 'registry'>, row: MemberRow): string {
  return registry.of(row.app_id, row.account).length > 0 ? 'Online' : 'Offline'
}
