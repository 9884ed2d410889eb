import { CloudError, characterKinds, passwordRuleLimits } from '@yanshu/protocol'
import type { CharacterKind } from '@yanshu/protocol'
import type { Principal } from '../../calls/principal.ts'
import type { Clock } from '../../clock.ts'
import type { PasswordRules } from '../password-rules.ts'
import { firstPasswordRules } from '../password-rules.ts'
import type { RuleStore } from './rule-store.ts'
import type { RuleState } from './rule.ts'
import { Rule } from './rule.ts'

const DAY = 86_400_000

/** A change of the rules in our words; what is left out stays. */
export interface PasswordRulesChange {
  /** 0 for the first rule. */
  readonly minimumLength?: number | undefined
  /** Characters that stand for kinds of them; empty for the first rule. */
  readonly mustContain?: string | undefined
  readonly lastsDays?: number | undefined
  readonly reuseLimit?: number | undefined
  readonly retryLimit?: number | undefined
  readonly expiredIsInvalid?: boolean | undefined
}

/** The password rules of root accounts. They are about sub-users; the root keeps to the first ones. */
export class PasswordPolicy {
  readonly #rule: Rule<PasswordRules>
  readonly #now: Clock

  constructor(store: RuleStore, now: Clock) {
    this.#rule = new Rule({ store, now, name: 'password', first: firstPasswordRules })
    this.#now = now
  }

  of(ownerUin: string): Promise<RuleState<PasswordRules>> {
    return this.#rule.of(ownerUin)
  }

  async rulesFor({ isRoot, ownerUin }: Principal): Promise<PasswordRules> {
    return isRoot ? firstPasswordRules : (await this.of(ownerUin)).value
  }

  /** @throws {CloudError} `InvalidParameter.PasswordRuleError`, with the member that is wrong. */
  update({ ownerUin, uin }: Principal, change: PasswordRulesChange): Promise<void> {
    return this.#rule.change(ownerUin, uin, (before) => changedRules(before, change))
  }

  /** True where a password that was set at a time has lasted its days. */
  isExpired({ lastsDays }: PasswordRules, passwordAt: number): boolean {
    return lastsDays > 0 && this.#now() - passwordAt >= lastsDays * DAY
  }
}

export function changedRules(before: PasswordRules, change: PasswordRulesChange): PasswordRules {
  const { shortest, longest, days, reuse, retry } = passwordRuleLimits
  const length = change.minimumLength === 0 ? shortest : change.minimumLength
  return {
    minimumLength: within('MinimumLength', length, shortest, longest) ?? before.minimumLength,
    mustContain: kindsOf(change.mustContain) ?? before.mustContain,
    lastsDays: within('ForcePasswordChange', change.lastsDays, 0, days) ?? before.lastsDays,
    reuseLimit: within('ReusePasswordLimit', change.reuseLimit, 0, reuse) ?? before.reuseLimit,
    retryLimit: within('RetryPasswordLimit', change.retryLimit, 0, retry) ?? before.retryLimit,
    expiredIsInvalid: change.expiredIsInvalid ?? before.expiredIsInvalid,
  }
}

function within(name: string, value: number | undefined, least: number, most: number) {
  if (value === undefined || (value >= least && value <= most)) return value
  throw ruleError(`\`${name}\` must be ${least} to ${most}`)
}

function kindsOf(text: string | undefined): readonly CharacterKind[] | undefined {
  if (text === undefined) return undefined
  const given = new Set<string>(text)
  const kinds = characterKinds.filter((kind) => given.has(kind))
  if (kinds.length < given.size) {
    throw ruleError(`\`MustContain\` is made of the characters ${characterKinds.join(', ')}`)
  }
  return kinds.length === 0 ? firstPasswordRules.mustContain : kinds
}

function ruleError(message: string): CloudError {
  return new CloudError('InvalidParameter.PasswordRuleError', message)
}
