import type { IpRange } from '@yanshu/protocol'
import { CloudError, isInRange, readIp, readIpRange } from '@yanshu/protocol'
import type { Principal } from '../../calls/principal.ts'
import type { Clock } from '../../clock.ts'
import type { RuleStore } from './rule-store.ts'
import type { RuleState } from './rule.ts'
import { Rule } from './rule.ts'

/** What addresses of a range may do; `ip` as it was written, an address or a range in CIDR. */
export interface AddressRule {
  readonly ip: string
  readonly effect: 'Allow' | 'Deny'
}

/** From which addresses the sub-users of a root account may sign in. */
export interface LoginAddressPolicy {
  readonly rules: readonly AddressRule[]
  readonly disabled: boolean
}

export interface LoginAddressChange {
  /** Replaces all rules; they stay where it is left out. */
  readonly rules?: readonly { readonly ip: string; readonly effect: string }[] | undefined
  readonly disabled?: boolean | undefined
}

const MOST_RULES = 100

/** From which addresses sub-users may sign in to the console. The root account may from everywhere. */
export class LoginAddresses {
  readonly #rule: Rule<LoginAddressPolicy>

  constructor(store: RuleStore, now: Clock) {
    const first = { rules: [], disabled: false }
    this.#rule = new Rule({ store, now, name: 'loginAddresses', first })
  }

  of(ownerUin: string): Promise<RuleState<LoginAddressPolicy>> {
    return this.#rule.of(ownerUin)
  }

  /** @throws {CloudError} that names the rule that will not do. */
  async change(
    { ownerUin, uin }: Principal,
    { rules, disabled }: LoginAddressChange,
  ): Promise<void> {
    const checked = rules === undefined ? undefined : checkRules(rules)
    await this.#rule.change(ownerUin, uin, (before) => ({
      rules: checked ?? before.rules,
      disabled: disabled ?? before.disabled,
    }))
  }

  async allows(ownerUin: string, ip: string): Promise<boolean> {
    return allowsAddress((await this.of(ownerUin)).value, ip)
  }
}

/** A denial wins; where something is allowed, nothing else is. */
export function allowsAddress({ rules, disabled }: LoginAddressPolicy, ip: string): boolean {
  if (disabled || rules.length === 0) return true
  const address = readIp(ip)
  if (address === undefined) return false
  const covers = (rule: AddressRule) => {
    const range = readIpRange(rule.ip)
    return range !== undefined && isInRange(address, range)
  }
  if (rules.some((rule) => rule.effect === 'Deny' && covers(rule))) return false
  const allowing = rules.filter(({ effect }) => effect === 'Allow')
  return allowing.length === 0 || allowing.some(covers)
}

function checkRules(
  rules: readonly { readonly ip: string; readonly effect: string }[],
): readonly AddressRule[] {
  if (rules.length > MOST_RULES) {
    throw new CloudError(
      'FailedOperation.PolicyFull',
      `\`IpPolicies\` has at most ${MOST_RULES} rules.`,
    )
  }
  const read: { readonly at: number; readonly range: IpRange }[] = []
  return rules.map(({ ip, effect }, at) => {
    if (effect !== 'Allow' && effect !== 'Deny') {
      throw refused('EffectError', `\`IpPolicies.${at}.Effect\` must be Allow or Deny.`)
    }
    const range = readIpRange(ip)
    if (range === undefined) {
      throw refused('IPIllegal', `\`IpPolicies.${at}.IP\` must be an IP address, or a CIDR range.`)
    }
    const other = read.find((before) => overlap(before.range, range))
    if (other !== undefined) {
      const names = `\`IpPolicies.${other.at}.IP\` and \`IpPolicies.${at}.IP\``
      throw refused('IPRangeOverlapping', `${names} overlap.`)
    }
    read.push({ at, range })
    return { ip, effect }
  })
}

function overlap(one: IpRange, other: IpRange): boolean {
  if (one.words.length !== other.words.length) return false
  // Of two ranges in CIDR that meet, one holds the other: they agree in the shorter prefix.
  return one.words.every((word, at) => {
    const shared = (one.masks[at] ?? 0) & (other.masks[at] ?? 0)
    return (word & shared) === ((other.words[at] ?? 0) & shared)
  })
}

function refused(code: 'EffectError' | 'IPIllegal' | 'IPRangeOverlapping', message: string) {
  return new CloudError(`InvalidParameter.${code}`, message)
}
