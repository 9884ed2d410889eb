import { CloudError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Job } from '../../jobs/jobs.ts'
import type { Schema } from '../../store/schema.ts'
import type { SecretBox } from '../../store/secret-box.ts'
import { lockUser } from '../users/lock-user.ts'
import { KeyCache } from './key-cache.ts'
import type { KeyPair } from './key-pair.ts'
import { generateKeyPair, isSecretId } from './key-pair.ts'
import type {
  KeyLastUse,
  KeyOwner,
  KeyStatus,
  KeyStore,
  ListedKey,
  SigningKey,
} from './key-store.ts'
import { createKeyStore } from './key-store.ts'
import { KeyUse } from './key-use.ts'

export interface CreatedKey extends KeyPair, ListedKey {}

export interface AccessKeysDeps {
  readonly db: Kysely<Schema>
  readonly box: SecretBox
  readonly now: Clock
}

/** The access keys of the platform's users. */
export class AccessKeys {
  readonly #deps: AccessKeysDeps
  readonly #store: KeyStore
  readonly #cache: KeyCache
  readonly #use: KeyUse

  constructor(deps: AccessKeysDeps) {
    const store = createKeyStore(deps.db, deps.box)
    this.#deps = deps
    this.#store = store
    this.#cache = new KeyCache({ now: deps.now, load: (secretId) => store.find(secretId) })
    this.#use = new KeyUse(store, deps.now)
  }

  async find(secretId: string): Promise<SigningKey | undefined> {
    return isSecretId(secretId) ? this.#cache.find(secretId) : undefined
  }

  /** Told of each call that a key signed. */
  noteUse(secretId: string): void {
    this.#use.note(secretId)
  }

  /** Writes down the uses of keys, now and then. */
  get useJob(): Job {
    return this.#use.job
  }

  flushUse(): Promise<void> {
    return this.#use.flush()
  }

  list(uin: string): Promise<ListedKey[]> {
    return this.#store.list(uin)
  }

  /** Makes a key; this is the only time its secret is handed out. */
  create(uin: string, description: string): Promise<CreatedKey> {
    return this.#deps.db.transaction().execute(async (trx) => {
      if ((await lockUser(trx, uin)) === undefined) throw noUser(uin)
      return this.createOn(trx, uin, description)
    })
  }

  /** The same within a transaction that holds the user. */
  async createOn(db: Kysely<Schema>, uin: string, description: string): Promise<CreatedKey> {
    const pair = generateKeyPair()
    const createdAt = this.#deps.now()
    const store = createKeyStore(db, this.#deps.box)
    if (await store.insert({ ...pair, uin, description, createdAt })) {
      return { ...pair, status: 'Active', description, createdAt }
    }
    const message = 'a user has at most 2 access keys'
    throw new CloudError('OperationDenied.AccessKeyOverLimit', message)
  }

  async setStatus(uin: string, secretId: string, status: KeyStatus): Promise<void> {
    const changed = isSecretId(secretId) && (await this.#store.setStatus(uin, secretId, status))
    if (!changed) throw noKey(secretId)
    this.#cache.invalidate(secretId)
  }

  async delete(uin: string, secretId: string): Promise<void> {
    const deleted = isSecretId(secretId) && (await this.#store.delete(uin, secretId))
    if (!deleted) throw noKey(secretId)
    this.#cache.invalidate(secretId)
  }

  /** Forgets the keys of a user that is gone. */
  forgetUser(uin: string): void {
    this.#cache.invalidateOf(uin)
  }

  /** When keys last signed a call, those of the users of a root account; others are left out. */
  async lastUses(ownerUin: string, secretIds: readonly string[]): Promise<KeyLastUse[]> {
    const known = await this.#store.lastUses(ownerUin, secretIds.filter(isSecretId))
    return known.map(({ secretId, usedAt }) => ({
      secretId,
      usedAt: this.#use.unwritten(secretId) ?? usedAt,
    }))
  }

  /** Whose a key is; those of the users of other root accounts are not told of. */
  async ownerOf(ownerUin: string, secretId: string): Promise<KeyOwner> {
    const owner = isSecretId(secretId) ? await this.#store.findOwner(ownerUin, secretId) : undefined
    if (owner !== undefined) return owner
    const message = `\`AccessKeyId\`: there is no access key ${secretId}`
    throw new CloudError('ResourceNotFound.SecretNotExist', message)
  }
}

export function noUser(uin: string): CloudError {
  const message = `\`TargetUin\`: there is no user ${uin}.`
  return new CloudError('InvalidParameter.UserNotExist', message)
}

function noKey(secretId: string): CloudError {
  const message = `\`AccessKeyId\`: the user has no access key ${secretId}`
  return new CloudError('ResourceNotFound.SecretNotExist', message)
}
