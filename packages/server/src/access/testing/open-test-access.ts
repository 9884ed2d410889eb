import type { Kysely } from 'kysely'
import { createLogger } from '../../log.ts'
import type { Schema } from '../../store/schema.ts'
import { createSecretBox, ephemeralMasterKey } from '../../store/secret-box.ts'
import type { Access } from '../access.ts'
import { openAccess } from '../access.ts'
import type { AccessLimits } from '../limits.ts'
import { ROOT_APP_ID, ROOT_NAME, ROOT_UIN } from '../root-account.ts'

export const testRootPrincipal = {
  uin: ROOT_UIN,
  ownerUin: ROOT_UIN,
  appId: ROOT_APP_ID,
  isRoot: true,
  user: ROOT_NAME,
}

export interface TestAccess extends Access {
  readonly clock: { now: number }
  /** The root accounts whose permissions were told to have changed. */
  readonly changed: string[]
}

/** Access management over a database of its own, with a root account and a clock that stands still. */
export async function openTestAccess(
  db: Kysely<Schema>,
  limits: Partial<AccessLimits> = {},
): Promise<TestAccess> {
  const clock = { now: Date.now() }
  const deps = {
    db,
    box: createSecretBox(ephemeralMasterKey()),
    now: () => clock.now,
    log: createLogger('silent'),
  }
  const access = openAccess({ ...deps, limits })
  const { user: name, ...root } = testRootPrincipal
  // Without a password: hashing one is what takes longest.
  await access.users.insert({ ...root, name, passwordHash: '', createdAt: clock.now })
  const changed: string[] = []
  access.changes.listen((ownerUin) => changed.push(ownerUin))
  return { ...access, clock, changed }
}

const tables = [
  'cam_attachment',
  'cam_group_member',
  'cam_group',
  'cam_old_password',
  'cam_rule',
  'console_session',
  'access_key',
  'cam_user',
] as const

/** Leaves nobody, so that tests can follow each other on one database. */
export async function clearPeople(db: Kysely<Schema>): Promise<void> {
  for (const table of tables) await db.deleteFrom(table).execute()
}
