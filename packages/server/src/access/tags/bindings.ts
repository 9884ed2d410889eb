import type { CloudErrorCode } from '@yanshu/protocol'
import { CloudError, tagLimits } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import { bindingsOf, putBindings, removeBindings } from './binding-store.ts'
import { makeMissing, missingAmong, tagNotThere } from './tag-edit.ts'
import { lockTags } from './tag-store.ts'
import type { Binding, ResourceKey, Tag, TagOwner } from './tag.ts'
import { canCarryTags, existingAmong, resourceText } from './tagged-types.ts'

type Db = Kysely<Schema>

export interface BindingsDeps {
  readonly db: Db
  readonly now: Clock
  /** Told after the tags of a root account's resources changed. */
  changed(ownerUin: string): void
}

/** What a call says about resources that do not exist: they are named in different ways. */
export type UnknownCode =
  | 'InvalidParameterValue.ResourceIdInvalid'
  | 'InvalidParameterValue.ResourceDescriptionError'

/** A change that is refused as a whole where one of its resources does not fit. */
export interface BindingChange {
  readonly owner: TagOwner
  readonly resources: readonly ResourceKey[]
  readonly unknown: UnknownCode
}

/** One resource of many that was left as it was. */
export interface RefusedResource {
  readonly resource: ResourceKey
  readonly code: CloudErrorCode
  readonly message: string
}

/** Puts tags on resources and takes them off. */
export class Bindings {
  readonly #deps: BindingsDeps

  constructor(deps: BindingsDeps) {
    this.#deps = deps
  }

  /** Puts an existing tag on resources that have none of its key. */
  async attach(change: BindingChange, tag: Tag): Promise<void> {
    await this.#edit(change.owner, async (trx) => {
      await requireTag(trx, change.owner, tag)
      await this.#add(trx, change, tag)
    })
  }

  /** The same, and makes the tag where it is missing. */
  async add(change: BindingChange, tag: Tag): Promise<void> {
    await this.#edit(change.owner, async (trx) => {
      await makeMissing(trx, change.owner, [tag], this.#deps.now())
      await this.#add(trx, change, tag)
    })
  }

  async detach({ owner, resources }: BindingChange, key: string): Promise<void> {
    await this.#edit(owner, async (trx) => {
      requireKey(resources, await bindingsOf(trx, owner.ownerUin, resources), key)
      await removeBindings(trx, owner.ownerUin, resources, [key])
    })
  }

  /** Changes the value of a key that the resources have; `make` says whether a missing tag is made. */
  async setValue(change: BindingChange, tag: Tag, make: boolean): Promise<void> {
    const { owner, resources } = change
    await this.#edit(owner, async (trx) => {
      requireKey(resources, await bindingsOf(trx, owner.ownerUin, resources), tag.key)
      if (make) await makeMissing(trx, owner, [tag], this.#deps.now())
      else await requireTag(trx, owner, tag)
      await this.#put(trx, owner, resources, [tag])
    })
  }

  /** Puts tags, over other values of their keys, and takes keys off; missing tags are made. */
  async replace(
    change: BindingChange,
    put: readonly Tag[],
    keys: readonly string[],
  ): Promise<void> {
    const { owner, resources } = change
    await this.#edit(owner, async (trx) => {
      await requireExisting(trx, change)
      const there = await bindingsOf(trx, owner.ownerUin, resources)
      const left = there.filter(({ key }) => !keys.includes(key))
      for (const resource of resources) {
        if (isOver(left, resource, put)) throw tooManyTags(resource)
      }
      await removeBindings(trx, owner.ownerUin, resources, keys)
      await makeMissing(trx, owner, put, this.#deps.now())
      await this.#put(trx, owner, resources, put)
    })
  }

  /** Puts tags on each resource that takes them; missing tags are made. */
  async putOnMany(
    owner: TagOwner,
    resources: readonly ResourceKey[],
    tags: readonly Tag[],
  ): Promise<readonly RefusedResource[]> {
    return this.#edit(owner, async (trx) => {
      const existing = await existingAmong(trx, owner.ownerUin, resources)
      const there = await bindingsOf(trx, owner.ownerUin, resources)
      const refused = resources.flatMap((resource) => {
        const fault = whyNot(resource, existing)
        if (fault) return [{ resource, ...fault }]
        return isOver(there, resource, tags) ? [{ resource, ...overfull }] : []
      })
      const taking = resources.filter((one) => !refused.some(({ resource }) => resource === one))
      if (taking.length > 0) await makeMissing(trx, owner, tags, this.#deps.now())
      await this.#put(trx, owner, taking, tags)
      return refused
    })
  }

  /** Takes keys off each resource; keys that are not there make no difference. */
  async takeOffMany(
    owner: TagOwner,
    resources: readonly ResourceKey[],
    keys: readonly string[],
  ): Promise<readonly RefusedResource[]> {
    return this.#edit(owner, async (trx) => {
      const existing = await existingAmong(trx, owner.ownerUin, resources)
      await removeBindings(trx, owner.ownerUin, resources, keys)
      return resources.flatMap((resource) => {
        const fault = whyNot(resource, existing)
        return fault ? [{ resource, ...fault }] : []
      })
    })
  }

  async #add(trx: Db, change: BindingChange, tag: Tag): Promise<void> {
    const { owner, resources } = change
    await requireExisting(trx, change)
    const there = await bindingsOf(trx, owner.ownerUin, resources)
    const taken = there.find(({ key }) => key === tag.key)
    if (taken) {
      throw new CloudError(
        'ResourceInUse.TagKeyAttached',
        `${shown(taken)} has the key \`${tag.key}\` already`,
      )
    }
    for (const resource of resources) {
      if (isOver(there, resource, [tag])) throw tooManyTags(resource)
    }
    await this.#put(trx, owner, resources, [tag])
  }

  #put(trx: Db, { ownerUin }: TagOwner, resources: readonly ResourceKey[], tags: readonly Tag[]) {
    const bindings = resources.flatMap((resource) => tags.map((tag) => ({ ...resource, ...tag })))
    return putBindings(trx, ownerUin, bindings, this.#deps.now())
  }

  /** One change of a root account's tags after the other; all of it happens, or nothing. */
  async #edit<Result>(owner: TagOwner, work: (trx: Db) => Promise<Result>): Promise<Result> {
    const { db, changed } = this.#deps
    const result = await db.transaction().execute(async (trx) => {
      await lockTags(trx, owner.ownerUin)
      return work(trx)
    })
    changed(owner.ownerUin)
    return result
  }
}

async function requireTag(trx: Db, { ownerUin }: TagOwner, tag: Tag): Promise<void> {
  const [missing] = await missingAmong(trx, ownerUin, [tag])
  if (missing) throw tagNotThere(missing)
}

async function requireExisting(
  trx: Db,
  { owner, resources, unknown }: BindingChange,
): Promise<void> {
  const existing = await existingAmong(trx, owner.ownerUin, resources)
  const missing = resources.find((resource) => !existing.has(resourceText(resource)))
  if (missing) throw new CloudError(unknown, `there is no ${shown(missing)}`)
}

function requireKey(
  resources: readonly ResourceKey[],
  there: readonly Binding[],
  key: string,
): void {
  const having = new Set(there.filter((tag) => tag.key === key).map(resourceText))
  const without = resources.find((resource) => !having.has(resourceText(resource)))
  if (!without) return
  throw new CloudError(
    'ResourceNotFound.AttachedTagKeyNotFound',
    `${shown(without)} has no tag \`${key}\``,
  )
}

/** True where a resource would carry more tags than it may. */
function isOver(there: readonly Binding[], resource: ResourceKey, added: readonly Tag[]): boolean {
  const name = resourceText(resource)
  const keys = there.filter((tag) => resourceText(tag) === name).map(({ key }) => key)
  return new Set([...keys, ...added.map(({ key }) => key)]).size > tagLimits.tagsOfResource
}

const overfull = {
  code: 'LimitExceeded.ResourceAttachedTags',
  message: `a resource carries at most ${tagLimits.tagsOfResource} tags`,
} as const

function tooManyTags(resource: ResourceKey): CloudError {
  return new CloudError(overfull.code, `${shown(resource)}: ${overfull.message}`)
}

function whyNot(
  resource: ResourceKey,
  existing: ReadonlySet<string>,
): { readonly code: CloudErrorCode; readonly message: string } | undefined {
  if (!canCarryTags(resource)) {
    const message = `\`${resource.service}\` has no resources \`${resource.prefix}\` with tags`
    return { code: 'InvalidParameter.UnsupportedService', message }
  }
  if (existing.has(resourceText(resource))) return undefined
  const message = `there is no ${shown(resource)}`
  return { code: 'InvalidParameterValue.ResourceDescriptionError', message }
}

function shown({ prefix, id }: ResourceKey): string {
  return `${prefix}/${id}`
}
