import type { Profile } from '@yanshu/protocol'
import type { Account } from './account.ts'
import type { AccountRow } from './store.ts'

/** Most accounts have no profile yet; one object stands for all of theirs. */
const EMPTY: Profile = Object.freeze({})

/** An account as it is stored, with nick and avatar among the fields of its profile. */
export function toAccount(row: AccountRow): Account {
  return {
    appId: row.app_id,
    userId: row.user_id,
    type: row.type,
    nick: row.nick,
    faceUrl: row.face_url,
    profile: profileOf(row),
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
    mutedUntil: row.muted_until,
    groupMutedUntil: row.group_muted_until,
    profileChangedAt: row.profile_changed_at,
  }
}

function profileOf(row: AccountRow): Profile {
  if (row.nick === '' && row.face_url === '' && row.profile === '{}') return EMPTY
  return {
    ...(row.nick === '' ? {} : { Tag_Profile_IM_Nick: row.nick }),
    ...(row.face_url === '' ? {} : { Tag_Profile_IM_Image: row.face_url }),
    ...(JSON.parse(row.profile) as Profile),
  }
}
