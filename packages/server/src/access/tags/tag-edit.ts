import { CloudError, tagLimits } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { countTags, findTags, insertTags } from './tag-store.ts'
import type { Tag, TagOwner } from './tag.ts'

/**
 * Makes those of some tags that are not there; the caller holds the lock of the root account.
 *
 * @throws {CloudError} `LimitExceeded.TagKey`, `LimitExceeded.TagValue`.
 */
export async function makeMissing(
  trx: Kysely<Schema>,
  owner: TagOwner,
  tags: readonly Tag[],
  now: number,
): Promise<void> {
  const missing = await missingAmong(trx, owner.ownerUin, tags)
  if (missing.length === 0) return
  await checkQuota(trx, owner.ownerUin, missing)
  await insertTags(trx, owner, missing, now)
}

export async function missingAmong(
  trx: Kysely<Schema>,
  ownerUin: string,
  tags: readonly Tag[],
): Promise<readonly Tag[]> {
  const found = await findTags(trx, ownerUin, tags)
  return tags.filter((tag) => !found.some((other) => isSame(tag, other)))
}

export function isSame(one: Tag, other: Tag): boolean {
  return one.key === other.key && one.value === other.value
}

export function tagNotThere({ key, value }: Tag): CloudError {
  return new CloudError('ResourceNotFound.TagNonExist', `there is no tag \`${key}\`: \`${value}\``)
}

/** What is over a quota is refused as a whole. */
async function checkQuota(
  trx: Kysely<Schema>,
  ownerUin: string,
  added: readonly Tag[],
): Promise<void> {
  const byKey = Map.groupBy(added, ({ key }) => key)
  const { keys, values } = await countTags(trx, ownerUin, [...byKey.keys()])
  const newKeys = [...byKey.keys()].filter((key) => !values.has(key))
  if (newKeys.length > 0 && keys + newKeys.length > tagLimits.keys) {
    throw new CloudError('LimitExceeded.TagKey', `at most ${tagLimits.keys} tag keys`)
  }
  for (const [key, tags] of byKey) {
    if ((values.get(key) ?? 0) + tags.length <= tagLimits.valuesOfKey) continue
    throw new CloudError(
      'LimitExceeded.TagValue',
      `the key \`${key}\` has at most ${tagLimits.valuesOfKey} values`,
    )
  }
}
