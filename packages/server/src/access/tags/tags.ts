import { CloudError } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import { refuseControls } from '../plain-text.ts'
import type { Tag, TagFilter, TagPage, TagStore } from './tag-store.ts'

const MAX_KEYS = 1000
const MAX_VALUES_PER_KEY = 1000

/** Keys kept for the platform itself, alone or as the first word of a key. */
const RESERVED = /^(?:qcloud|tencent|project)(?:$|[^a-z0-9])/i

/** The tags a root account has made. */
export class Tags {
  readonly #store: TagStore
  readonly #now: Clock

  constructor(store: TagStore, now: Clock) {
    this.#store = store
    this.#now = now
  }

  /** Makes a tag. The quotas are soft: creations at the same moment may pass them by a few. */
  async create(ownerUin: string, tag: Tag): Promise<void> {
    refuseControls('TagKey', tag.key)
    refuseControls('TagValue', tag.value)
    if (RESERVED.test(tag.key)) {
      throw new CloudError('InvalidParameterValue', 'The parameter `TagKey` is a reserved key.')
    }
    await this.#checkQuota(ownerUin, tag)
    if (await this.#store.insert(ownerUin, tag, this.#now())) return
    throw new CloudError('ResourceInUse', 'the tag exists')
  }

  async delete(ownerUin: string, tag: Tag): Promise<void> {
    refuseControls('TagKey', tag.key)
    refuseControls('TagValue', tag.value)
    if (await this.#store.delete(ownerUin, tag)) return
    throw new CloudError('ResourceNotFound', 'there is no such tag')
  }

  async page(
    ownerUin: string,
    filter: TagFilter,
    page: TagPage,
  ): Promise<{ readonly total: number; readonly tags: readonly Tag[] }> {
    refuseControls('TagKey', filter.key ?? '')
    refuseControls('TagValue', filter.value ?? '')
    const total = await this.#store.count(ownerUin, filter)
    return { total, tags: await this.#store.list(ownerUin, filter, page) }
  }

  async #checkQuota(ownerUin: string, tag: Tag): Promise<void> {
    const values = await this.#store.count(ownerUin, { key: tag.key })
    if (values >= MAX_VALUES_PER_KEY) {
      throw new CloudError('LimitExceeded', `a tag key has at most ${MAX_VALUES_PER_KEY} values`)
    }
    if (values === 0 && (await this.#store.countKeys(ownerUin)) >= MAX_KEYS) {
      throw new CloudError('LimitExceeded', `at most ${MAX_KEYS} tag keys`)
    }
  }
}
