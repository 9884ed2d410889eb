import type { Profile } from '@yanshu/protocol'
import type { Account } from './account.ts'
import type { AccountRow } from './store.ts'

/** An account as it is stored, with nick and avatar among the fields of its profile. */
export function toAccount(row: AccountRow): Account {
  const rest = JSON.parse(row.profile) as Profile
  return {
    appId: row.app_id,
    userId: row.user_id,
    type: row.type,
    nick: row.nick,
    faceUrl: row.face_url,
    profile: {
      ...(row.nick === '' ? {} : { Tag_Profile_IM_Nick: row.nick }),
      ...(row.face_url === '' ? {} : { Tag_Profile_IM_Image: row.face_url }),
      ...rest,
    },
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  }
}
