import type { CloudErrorCode } from '@yanshu/protocol'
import { checkPolicyDocument, CloudError, policyQuotas } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { PermissionChanges } from '../policy/permission-changes.ts'
import { findPreset, presetPolicies } from '../policy/presets.ts'
import type { AliasStore } from './alias-store.ts'
import type { Tag } from '../tags/tag.ts'
import type { Policy, PolicyInForce } from './policy.ts'
import { matchesKeyword, presetAsPolicy } from './policy.ts'
import type { NewPolicy, PolicyEdit, PolicyPage, PolicyStore, PolicyUse } from './policy-store.ts'

export interface PoliciesDeps {
  readonly store: PolicyStore
  readonly aliases: AliasStore
  readonly changes: PermissionChanges
  readonly now: Clock
}

export type PolicyScope = 'all' | 'preset' | 'custom'

export interface PolicyFilter {
  readonly scope: PolicyScope
  readonly keyword: string
  readonly offset: number
  readonly limit: number
}

/** The code of a call for a policy that is not there: their documents differ. */
export type MissingCode = Extract<
  CloudErrorCode,
  | 'ResourceNotFound.PolicyIdNotFound'
  | 'InvalidParameter.PolicyIdNotExist'
  | 'InvalidParameter.PolicyIdError'
>

/** The policies of root accounts: preset ones, and those they made. */
export class Policies {
  readonly #deps: PoliciesDeps

  constructor(deps: PoliciesDeps) {
    this.#deps = deps
  }

  /**
   * Makes a policy with its first version and its tags.
   *
   * @throws {CloudError} `FailedOperation.PolicyFull`, `FailedOperation.PolicyNameInUse`, and what is
   * wrong with the document; `InvalidParameter.ParamError` for more tags than there may be.
   */
  async create(policy: Omit<NewPolicy, 'createdAt'>): Promise<number> {
    const { ownerUin, name, document } = policy
    checkDocument(document, ownerUin)
    if (presetPolicies.some((preset) => preset.name === name)) throw nameInUse(name)
    const inserting = this.#deps.store.insert({ ...policy, createdAt: this.#deps.now() })
    const done = await inserting.catch(refuseTags)
    if (done === 'nameInUse') throw nameInUse(name)
    if (done === 'full') {
      const message = `at most ${policyQuotas.perRoot} custom policies`
      throw new CloudError('FailedOperation.PolicyFull', message)
    }
    return done
  }

  async find(ownerUin: string, policyId: number): Promise<PolicyInForce | undefined> {
    const preset = findPreset(policyId)
    if (preset !== undefined) return presetAsPolicy(preset)
    return (await this.findCustom(ownerUin, [policyId]))[0]
  }

  /** Those of some custom policies that there are. */
  findCustom(ownerUin: string, policyIds: readonly number[]): Promise<readonly PolicyInForce[]> {
    return this.#deps.store.find(ownerUin, policyIds)
  }

  /** @throws {CloudError} with `code` where there is no such policy. */
  async get(ownerUin: string, policyId: number, code?: MissingCode): Promise<PolicyInForce> {
    const found = await this.find(ownerUin, policyId)
    if (found === undefined) throw noPolicy(policyId, code)
    return found
  }

  async idOfName(ownerUin: string, name: string): Promise<number | undefined> {
    const preset = presetPolicies.find((policy) => policy.name === name)
    return preset?.policyId ?? this.#deps.store.idOfName(ownerUin, name)
  }

  aliasOf(ownerUin: string, policyId: number): Promise<string | undefined> {
    return this.#deps.aliases.find(ownerUin, policyId)
  }

  /** Preset policies first, then custom ones, newest first. */
  async page(
    ownerUin: string,
    { scope, keyword, offset, limit }: PolicyFilter,
  ): Promise<PolicyPage> {
    const presets: readonly Policy[] =
      scope === 'custom'
        ? []
        : presetPolicies.map(presetAsPolicy).filter((preset) => matchesKeyword(preset, keyword))
    const shown = presets.slice(offset, offset + limit)
    if (scope === 'preset') return { total: presets.length, policies: shown }
    const after = Math.max(offset - presets.length, 0)
    const custom = await this.#deps.store.page(ownerUin, keyword, after, limit - shown.length)
    return {
      total: presets.length + custom.total,
      policies: [...shown, ...custom.policies],
    }
  }

  /** The tags of those that have any. */
  tagsOf(
    ownerUin: string,
    policyIds: readonly number[],
  ): Promise<ReadonlyMap<number, readonly Tag[]>> {
    return this.#deps.store.tags(ownerUin, policyIds)
  }

  use(ownerUin: string, policyIds: readonly number[]): Promise<ReadonlyMap<number, PolicyUse>> {
    return this.#deps.store.use(ownerUin, policyIds)
  }

  /** Changes a custom policy; the version in force is overwritten. */
  async update(ownerUin: string, policyId: number, edit: PolicyEdit): Promise<void> {
    refusePreset(policyId)
    if (edit.document !== undefined) checkDocument(edit.document, ownerUin)
    const { store, changes, now } = this.#deps
    if (!(await store.update(ownerUin, policyId, edit, now()))) throw noPolicy(policyId)
    if (edit.document !== undefined) changes.permissionsChanged(ownerUin)
  }

  /** Sets the remark on a preset policy, or on a custom one too. */
  async setAlias(ownerUin: string, policyId: number, alias: string, by: string): Promise<void> {
    await this.get(ownerUin, policyId)
    const { aliases, now } = this.#deps
    await aliases.set(ownerUin, policyId, { alias, by, now: now() })
  }

  /** Deletes custom policies and detaches them from everybody: all of them, or none. */
  async delete(ownerUin: string, policyIds: readonly number[]): Promise<void> {
    for (const policyId of policyIds) refusePreset(policyId)
    const done = await this.#deps.store.delete(ownerUin, [...new Set(policyIds)])
    if (done === 'deleted') return this.#deps.changes.permissionsChanged(ownerUin)
    if (done.fault === 'missing') throw noPolicy(done.policyId)
    throw new CloudError(
      'InvalidParameter.ParamError',
      `PolicyId: ${done.policyId} is the permission boundary of a user`,
    )
  }
}

/** @throws {CloudError} that names the first problem of a document, with its place. */
export function checkDocument(document: string, ownerUin: string): void {
  const [problem] = checkPolicyDocument(document, { ownerUin }).problems ?? []
  if (problem) throw new CloudError(problem.code, `PolicyDocument: ${problem.message}`)
}

export function noPolicy(
  policyId: number,
  code: MissingCode = 'ResourceNotFound.PolicyIdNotFound',
): CloudError {
  return new CloudError(code, `PolicyId: there is no policy ${policyId}`)
}

export function refusePreset(policyId: number): void {
  if (findPreset(policyId) === undefined) return
  throw new CloudError(
    'InvalidParameter.ParamError',
    `PolicyId: ${policyId} is a preset policy, which cannot be changed`,
  )
}

/** Limits of tags have codes that actions about policies do not list. */
function refuseTags(error: unknown): never {
  const isLimit =
    error instanceof CloudError &&
    (error.code === 'LimitExceeded.TagKey' || error.code === 'LimitExceeded.TagValue')
  throw isLimit ? new CloudError('InvalidParameter.ParamError', `Tags: ${error.message}`) : error
}

function nameInUse(name: string): CloudError {
  return new CloudError('FailedOperation.PolicyNameInUse', `PolicyName: ${name} is in use`)
}
