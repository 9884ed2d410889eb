import { CloudError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import { boundAmong } from './binding-store.ts'
import { makeMissing, missingAmong, tagNotThere } from './tag-edit.ts'
import { findTags, lockTags, removeTags } from './tag-store.ts'
import type { Tag, TagOwner } from './tag.ts'

/** Makes and deletes the tags of root accounts, all of a call or none. */
export class Tags {
  readonly #db: Kysely<Schema>
  readonly #now: Clock

  constructor(db: Kysely<Schema>, now: Clock) {
    this.#db = db
    this.#now = now
  }

  /** @throws {CloudError} `ResourceInUse.TagDuplicate`, `LimitExceeded.TagKey`, `LimitExceeded.TagValue`. */
  async create(owner: TagOwner, tags: readonly Tag[]): Promise<void> {
    await this.#change(owner, async (trx) => {
      const [taken] = await findTags(trx, owner.ownerUin, tags)
      if (taken) {
        throw new CloudError(
          'ResourceInUse.TagDuplicate',
          `the tag \`${taken.key}\`: \`${taken.value}\` exists`,
        )
      }
      await makeMissing(trx, owner, tags, this.#now())
    })
  }

  /** @throws {CloudError} `ResourceNotFound.TagNonExist`, `FailedOperation.TagAttachedResource`. */
  async delete(owner: TagOwner, tags: readonly Tag[]): Promise<void> {
    const { ownerUin } = owner
    await this.#change(owner, async (trx) => {
      const [missing] = await missingAmong(trx, ownerUin, tags)
      if (missing) throw tagNotThere(missing)
      const [bound] = await boundAmong(trx, ownerUin, tags)
      if (bound) {
        throw new CloudError(
          'FailedOperation.TagAttachedResource',
          `resources carry the tag \`${bound.key}\`: \`${bound.value}\``,
        )
      }
      await removeTags(trx, ownerUin, tags)
    })
  }

  #change(owner: TagOwner, work: (trx: Kysely<Schema>) => Promise<void>): Promise<void> {
    return this.#db.transaction().execute(async (trx) => {
      await lockTags(trx, owner.ownerUin)
      await work(trx)
    })
  }
}
