import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Schema } from '../store/schema.ts'
import type { SecretBox } from '../store/secret-box.ts'
import type { KeyPair } from './keys/key-pair.ts'
import { generateKeyPair } from './keys/key-pair.ts'
import { createKeyStore } from './keys/key-store.ts'
import { hashPassword } from './password.ts'
import { generatePassword } from './password-rules.ts'
import { ROOT_APP_ID, ROOT_NAME, ROOT_UIN } from './root-account.ts'
import type { GivenRoot } from './root-settings.ts'
import { checkGivenRoot, givenVariables } from './root-settings.ts'
import { createUserStore } from './users/user-store.ts'

export interface RootDeps {
  readonly db: Kysely<Schema>
  readonly box: SecretBox
  readonly now: Clock
  readonly log: Logger
}

/** What became of the root account; what was generated is told here and never again. */
export interface RootStart {
  readonly created: boolean
  readonly password?: string
  readonly accessKey?: KeyPair
}

/**
 * Makes the root account with one access key on the first start; afterwards given values are ignored.
 *
 * @throws where a given value will not do; the message names its variable.
 */
export async function ensureRoot(deps: RootDeps, given: GivenRoot = {}): Promise<RootStart> {
  if (await hasRoot(deps.db)) return ignoreGiven(deps.log, given)
  checkGivenRoot(given)
  const password = given.password ?? generatePassword()
  const { secretId, secretKey } = given
  const own = secretId !== undefined && secretKey !== undefined
  const accessKey = own ? { secretId, secretKey } : generateKeyPair()
  const passwordHash = await hashPassword(password)
  if (!(await createRoot(deps, passwordHash, accessKey))) return ignoreGiven(deps.log, given)
  deps.log.info('access.rootCreated', { uin: ROOT_UIN, user: ROOT_NAME })
  return {
    created: true,
    ...(given.password === undefined && { password }),
    ...(!own && { accessKey }),
  }
}

async function hasRoot(db: Kysely<Schema>): Promise<boolean> {
  const query = db.selectFrom('platform').select('name').where('name', '=', 'root')
  return (await query.executeTakeFirst()) !== undefined
}

function ignoreGiven(log: Logger, given: GivenRoot): RootStart {
  const variables = givenVariables(given)
  if (variables.length > 0) log.info('access.rootExists', { ignored: variables })
  return { created: false }
}

/** Answers false where another starter was faster: the row in `platform` can be made only once. */
function createRoot(deps: RootDeps, passwordHash: string, pair: KeyPair): Promise<boolean> {
  const createdAt = deps.now()
  return deps.db.transaction().execute(async (trx) => {
    const claimed = await trx
      .insertInto('platform')
      .values({ name: 'root', value: ROOT_UIN })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('name')
      .executeTakeFirst()
    if (claimed === undefined) return false
    await createUserStore(trx).insert({
      uin: ROOT_UIN,
      ownerUin: ROOT_UIN,
      appId: ROOT_APP_ID,
      name: ROOT_NAME,
      passwordHash,
      createdAt,
    })
    const key = { ...pair, uin: ROOT_UIN, description: 'made at the first start', createdAt }
    await createKeyStore(trx, deps.box).insert(key)
    return true
  })
}
