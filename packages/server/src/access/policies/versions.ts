import { CloudError, policyQuotas } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { PermissionChanges } from '../policy/permission-changes.ts'
import { findPreset, PRESETS_SINCE } from '../policy/presets.ts'
import { checkDocument, noPolicy, refusePreset } from './policies.ts'
import { PRESET_VERSION } from './policy.ts'
import type {
  PolicyKey,
  PolicyVersion,
  VersionStore,
  VersionWithDocument,
} from './version-store.ts'

export interface VersionsDeps {
  readonly store: VersionStore
  readonly changes: PermissionChanges
  readonly now: Clock
}

/** The versions of policies, of which one is in force. */
export class Versions {
  readonly #deps: VersionsDeps

  constructor(deps: VersionsDeps) {
    this.#deps = deps
  }

  /** Newest first. */
  async list(key: PolicyKey): Promise<readonly PolicyVersion[]> {
    if (findPreset(key.policyId) !== undefined) return [presetVersion]
    const versions = await this.#deps.store.list(key)
    if (versions.length === 0) throw noPolicy(key.policyId)
    return versions
  }

  /** @throws {CloudError} `InvalidParameter.PolicyVersionNotExists`. */
  async get(key: PolicyKey, versionId: number): Promise<VersionWithDocument> {
    const preset = findPreset(key.policyId)
    if (preset !== undefined) {
      if (versionId !== PRESET_VERSION) throw noVersion(versionId)
      return { ...presetVersion, document: preset.document }
    }
    const found = await this.#deps.store.find(key, versionId)
    if (found !== undefined) return found
    // Which of both is missing is worth a second question.
    await this.list(key)
    throw noVersion(versionId)
  }

  /** Every version of a custom policy with its document; none where there is no such policy. */
  allOfCustom(key: PolicyKey): Promise<readonly VersionWithDocument[]> {
    return this.#deps.store.all(key)
  }

  /**
   * Adds a version and answers its number.
   *
   * @throws {CloudError} `FailedOperation.PolicyVersionFull`, and what is wrong with the document.
   */
  async create(key: PolicyKey, document: string, isDefault: boolean): Promise<number> {
    refusePreset(key.policyId)
    checkDocument(document, key.ownerUin)
    const createdAt = this.#deps.now()
    const done = await this.#deps.store.add(key, { document, isDefault, createdAt })
    if (done === 'noPolicy') throw noPolicy(key.policyId, 'InvalidParameter.PolicyIdNotExist')
    if (done === 'full') {
      const message = `a policy has at most ${policyQuotas.versions} versions`
      throw new CloudError('FailedOperation.PolicyVersionFull', message)
    }
    if (isDefault) this.#deps.changes.permissionsChanged(key.ownerUin)
    return done
  }

  async delete(key: PolicyKey, versionIds: readonly number[]): Promise<void> {
    refusePreset(key.policyId)
    const done = await this.#deps.store.delete(key, [...new Set(versionIds)])
    if (done !== 'deleted') throw faultOf(done, key.policyId)
  }

  /** Puts a version in force, at once. */
  async setDefault(key: PolicyKey, versionId: number): Promise<void> {
    refusePreset(key.policyId)
    const done = await this.#deps.store.setDefault(key, versionId, this.#deps.now())
    if (done !== 'set') throw faultOf(done, key.policyId)
    this.#deps.changes.permissionsChanged(key.ownerUin)
  }
}

const presetVersion: PolicyVersion = {
  versionId: PRESET_VERSION,
  createdAt: PRESETS_SINCE,
  isDefault: true,
}

function faultOf(fault: 'default' | 'missing' | 'noPolicy', policyId: number): CloudError {
  if (fault === 'noPolicy') return noPolicy(policyId)
  if (fault === 'missing') return noVersion()
  return new CloudError(
    'FailedOperation.PolicyVersionAlreadyDefault',
    'VersionId: this version is in force',
  )
}

function noVersion(versionId?: number): CloudError {
  return new CloudError(
    'InvalidParameter.PolicyVersionNotExists',
    `VersionId: there is no such version${versionId === undefined ? '' : ` (${versionId})`}`,
  )
}
