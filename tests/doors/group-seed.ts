import type { GroupRole, GroupType } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { sql } from 'kysely'

type Db = TestServer['platform']['store']['db']
type Columns = Parameters<ReturnType<typeof insertGroups>['values']>[0]
type GroupColumns = Extract<Columns, { readonly group_id?: unknown }>

/** A group that a test starts with. */
export interface SeededGroup {
  /** Made up where it is left out. */
  readonly groupId?: string
  readonly type?: GroupType
  /** A member beside the others; no owner where it is left out. */
  readonly owner?: string
  readonly admins?: readonly string[]
  readonly members?: readonly string[]
  /** Columns of the group's row that are not as usual. */
  readonly columns?: Partial<GroupColumns>
  /** When everybody joined and the group was made, in Unix milliseconds. */
  readonly createdAt?: number
}

let made = 0

/**
 * Puts a group into the tables, which asks no plan and tells nobody; answers its id. Of live rooms the
 * administrators alone become rows.
 */
export async function seedGroup(
  im: TestServer,
  { appId }: TestApp,
  seed: SeededGroup = {},
): Promise<string> {
  const { db } = im.platform.store
  const { type = 'Public', createdAt = Date.now() - 60_000 } = seed
  const groupId = seed.groupId ?? idOf(type)
  const rows = membersOf(seed, type)
  const { id: conversation } = await db
    .insertInto('conversation')
    .values({ app_id: appId, kind: 'group', a: groupId, b: '' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertGroups(db)
    .values({
      app_id: appId,
      group_id: groupId,
      type,
      conversation,
      name: `name of ${groupId}`,
      introduction: '',
      notification: '',
      face_url: '',
      owner: seed.owner ?? '',
      created_at: createdAt,
      info_at: createdAt,
      info_seq: 1,
      max_members: 2000,
      members: type === 'AVChatRoom' ? 0 : rows.length,
      apply_option: applyOptions[type],
      invite_option: inviteOptions[type],
      history_before_join: -1,
      active: 1,
      custom: '',
      ...seed.columns,
    })
    .execute()
  if (rows.length > 0) {
    await db
      .insertInto('group_member')
      .values(
        rows.map(([account, role]) => ({
          app_id: appId,
          group_id: groupId,
          account,
          role,
          joined_at: createdAt,
          custom: '',
        })),
      )
      .execute()
  }
  if (type !== 'AVChatRoom') {
    await countJoined(
      db,
      appId,
      rows.map(([account]) => account),
    )
  }
  await countGroup(db, appId, type)
  return groupId
}

const applyOptions = {
  Private: 'DisableApply',
  Public: 'NeedPermission',
  ChatRoom: 'FreeAccess',
  AVChatRoom: 'FreeAccess',
  Community: 'FreeAccess',
} as const satisfies Record<GroupType, string>

const inviteOptions = {
  Private: 'FreeAccess',
  Public: 'DisableInvite',
  ChatRoom: 'DisableInvite',
  AVChatRoom: 'DisableInvite',
  Community: 'FreeAccess',
} as const satisfies Record<GroupType, string>

function idOf(type: GroupType): string {
  made += 1
  return type === 'Community' ? `@TGS#_seeded${made}` : `seeded${made}`
}

function membersOf(seed: SeededGroup, type: GroupType): readonly (readonly [string, GroupRole])[] {
  const admins = (seed.admins ?? []).map((account) => [account, 'Admin'] as const)
  if (type === 'AVChatRoom') return admins
  return [
    ...(seed.owner === undefined ? [] : [[seed.owner, 'Owner'] as const]),
    ...admins,
    ...(seed.members ?? []).map((account) => [account, 'Member'] as const),
  ]
}

function insertGroups(db: Db) {
  return db.insertInto('chat_group')
}

async function countGroup(db: Db, appId: number, type: GroupType): Promise<void> {
  await db
    .insertInto('group_count')
    .values({ app_id: appId, type, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['app_id', 'type'])
        .doUpdateSet({ count: sql<number>`group_count.count + 1` }),
    )
    .execute()
}

async function countJoined(db: Db, appId: number, accounts: readonly string[]): Promise<void> {
  if (accounts.length === 0) return
  await db
    .insertInto('group_joined')
    .values(accounts.map((account) => ({ app_id: appId, account, groups: 1 })))
    .onConflict((conflict) =>
      conflict
        .columns(['app_id', 'account'])
        .doUpdateSet({ groups: sql<number>`group_joined.groups + 1` }),
    )
    .execute()
}
