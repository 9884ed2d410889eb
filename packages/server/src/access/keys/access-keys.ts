import { CloudError } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import { KeyCache } from './key-cache.ts'
import type { KeyPair } from './key-pair.ts'
import { generateKeyPair, isSecretId } from './key-pair.ts'
import type { KeyStore, ListedKey, SigningKey } from './key-store.ts'

export interface CreatedKey extends KeyPair, ListedKey {}

/** The access keys of the platform's users. */
export class AccessKeys {
  readonly #store: KeyStore
  readonly #now: Clock
  readonly #cache: KeyCache

  constructor(store: KeyStore, now: Clock) {
    this.#store = store
    this.#now = now
    this.#cache = new KeyCache({ now, load: (secretId) => store.find(secretId) })
  }

  async find(secretId: string): Promise<SigningKey | undefined> {
    return isSecretId(secretId) ? this.#cache.find(secretId) : undefined
  }

  list(uin: string): Promise<ListedKey[]> {
    return this.#store.list(uin)
  }

  /** Makes a key; this is the only time its secret is handed out. */
  async create(uin: string, description: string): Promise<CreatedKey> {
    const pair = generateKeyPair()
    const createdAt = this.#now()
    const inserted = await this.#store.insert({ ...pair, uin, description, createdAt })
    if (!inserted) throw new CloudError('LimitExceeded', 'a user has at most 2 access keys')
    return { ...pair, status: 'Active', description, createdAt }
  }

  async delete(uin: string, secretId: string): Promise<void> {
    const deleted = isSecretId(secretId) && (await this.#store.delete(uin, secretId))
    if (!deleted) throw new CloudError('ResourceNotFound', 'the user has no such access key')
    this.#cache.invalidate(secretId)
  }
}
