import type { Kysely } from 'kysely'
import type { Principal } from '../../calls/principal.ts'
import type { Schema } from '../../store/schema.ts'
import { principalColumns, toPrincipal } from '../users/user.ts'

/** Who policies are attached to: a sub-user by its uin, or a group by its id. */
export interface Entity {
  readonly kind: 'user' | 'group'
  readonly id: string
}

export interface Group {
  readonly groupId: number
  readonly name: string
}

/** The users and groups of root accounts, as far as policies have to do with them. */
export interface EntityStore {
  /** The root account itself, too. */
  findUser(ownerUin: string, uin: string): Promise<Principal | undefined>
  findGroup(ownerUin: string, groupId: string): Promise<Group | undefined>
  groupsOf(uin: string): Promise<readonly Group[]>
}

export function createEntityStore(db: Kysely<Schema>): EntityStore {
  return {
    async findUser(ownerUin, uin) {
      const query = db.selectFrom('cam_user').select(principalColumns).where('uin', '=', uin)
      const row = await query.where('owner_uin', '=', ownerUin).executeTakeFirst()
      return row && toPrincipal(row)
    },
    async findGroup(ownerUin, groupId) {
      const row = await db
        .selectFrom('cam_group')
        .select(['group_id', 'name'])
        .where('group_id', '=', Number(groupId))
        .where('owner_uin', '=', ownerUin)
        .executeTakeFirst()
      return row && { groupId: Number(row.group_id), name: row.name }
    },
    async groupsOf(uin) {
      const rows = await db
        .selectFrom('cam_group_member as member')
        .innerJoin('cam_group', 'cam_group.group_id', 'member.group_id')
        .select(['cam_group.group_id', 'cam_group.name'])
        .where('member.uin', '=', uin)
        .orderBy('cam_group.group_id')
        .execute()
      return rows.map((row) => ({ groupId: Number(row.group_id), name: row.name }))
    },
  }
}
