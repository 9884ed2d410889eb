import type { CloudService, PolicyEffect, WrittenPolicy, WrittenStatement } from '@yanshu/protocol'
import type { ConditionRow } from './condition-rows.ts'
import { writtenConditions } from './condition-rows.ts'

/** A statement as the policy generator makes it. */
export interface StatementDraft {
  readonly effect: PolicyEffect
  readonly service: CloudService
  /** Names of actions, or all of the service. */
  readonly actions: 'all' | readonly string[]
  /** Six-segment names, or everything. */
  readonly resources: 'all' | readonly string[]
  readonly conditions: readonly ConditionRow[]
}

export const firstDraft: StatementDraft = {
  effect: 'allow',
  service: 'im',
  actions: [],
  resources: 'all',
  conditions: [],
}

export function writtenStatement(draft: StatementDraft): WrittenStatement {
  const { effect, service, actions, resources, conditions } = draft
  const names = actions === 'all' ? ['*'] : actions
  return {
    effect,
    action: names.map((name) => `name/${service}:${name}`),
    resource: resources === 'all' ? ['*'] : resources,
    ...(conditions.length === 0 ? {} : { condition: writtenConditions(conditions) }),
  }
}

export function writtenPolicy(drafts: readonly StatementDraft[]): WrittenPolicy {
  return { version: '2.0', statement: drafts.map(writtenStatement) }
}

/** A policy as people read it. */
export function policyText(policy: WrittenPolicy): string {
  return JSON.stringify(policy, undefined, 2)
}
