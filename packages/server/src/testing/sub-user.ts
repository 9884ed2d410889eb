import type { Kysely } from 'kysely'
import type { KeyPair } from '../access/keys/key-pair.ts'
import { generateKeyPair } from '../access/keys/key-pair.ts'
import { createKeyStore } from '../access/keys/key-store.ts'
import { ROOT_APP_ID, ROOT_UIN } from '../access/root-account.ts'
import type { Principal } from '../calls/principal.ts'
import type { Schema } from '../store/schema.ts'
import type { SecretBox } from '../store/secret-box.ts'

/** A sub-user of the root account, with an access key and without policies. */
export interface SubUser extends KeyPair {
  readonly uin: string
  readonly name: string
  readonly principal: Principal
}

let users = 0

export async function insertSubUser(
  db: Kysely<Schema>,
  box: SecretBox,
  name: string,
): Promise<SubUser> {
  users += 1
  const uin = String(200_000_000_000 + users)
  const pair = generateKeyPair()
  await db
    .insertInto('cam_user')
    .values({
      uin,
      owner_uin: ROOT_UIN,
      app_id: ROOT_APP_ID,
      name,
      password_hash: '',
      created_at: 0,
      uid: 2_000_000 + users,
    })
    .execute()
  await createKeyStore(db, box).insert({ ...pair, uin, description: '', createdAt: 0 })
  const principal = { uin, ownerUin: ROOT_UIN, appId: ROOT_APP_ID, isRoot: false, user: name }
  return { ...pair, uin, name, principal }
}

/** A user group of the root account with some members. */
export async function insertUserGroup(
  db: Kysely<Schema>,
  name: string,
  uins: readonly string[],
): Promise<number> {
  users += 1
  const groupId = 900_000 + users
  const group = { group_id: groupId, owner_uin: ROOT_UIN, name, remark: '', created_at: 0 }
  await db.insertInto('cam_group').values(group).execute()
  for (const uin of uins) {
    await db
      .insertInto('cam_group_member')
      .values({ group_id: groupId, uin, joined_at: 0 })
      .execute()
  }
  return groupId
}
