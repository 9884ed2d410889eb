import type { PresetPolicy } from '../policy/presets.ts'
import { PRESETS_SINCE } from '../policy/presets.ts'

/** A policy, preset or custom, without its documents. */
export interface Policy {
  readonly policyId: number
  readonly name: string
  readonly description: string
  readonly kind: 'custom' | 'preset'
  /** 2 by syntax, 3 by generator, 4 by tag. */
  readonly createMode: number
  /** The service a preset one is about; empty for all and for custom ones. */
  readonly service: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** A policy with the document in force. */
export interface PolicyInForce extends Policy {
  readonly version: number
  readonly document: string
}

/** A preset policy has one version for ever. */
export const PRESET_VERSION = 1

export function presetAsPolicy(preset: PresetPolicy): PolicyInForce {
  const { policyId, name, description, service, document } = preset
  return {
    policyId,
    name,
    description,
    kind: 'preset',
    createMode: 2,
    service,
    createdAt: PRESETS_SINCE,
    updatedAt: PRESETS_SINCE,
    version: PRESET_VERSION,
    document,
  }
}

/** True where a part of the name or description is the keyword, in any case. */
export function matchesKeyword({ name, description }: Policy, keyword: string): boolean {
  return `${name}\n${description}`.toLowerCase().includes(keyword.toLowerCase())
}
