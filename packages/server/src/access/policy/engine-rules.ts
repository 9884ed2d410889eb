import type { ActionPattern } from '@yanshu/protocol'
import type { AskedContext, AskedResource } from './asked.ts'
import type { DecidedBy } from './decision.ts'
import type { Check } from './engine-conditions.ts'
import type { ResourceMatcher } from './engine-resources.ts'
import type { Glob } from './glob.ts'
import { compileGlob } from './glob.ts'

/** A statement of a policy that somebody holds. */
export interface Rule {
  /** Its place among all statements: the first that fits is told. */
  readonly order: number
  readonly by: DecidedBy
  readonly resources: ResourceMatcher
  readonly checks: readonly Check[]
}

/** Rules about the same actions, in their order. */
interface Group {
  readonly names: Glob
  readonly rules: Rule[]
}

/** Groups by what they are about: one name, or a pattern, which is tried once for all its rules. */
interface Groups {
  readonly named: Map<string, Group>
  readonly wild: Map<string, Group>
}

/** All rules of one effect, found by service and name of an action. */
export class Rules {
  readonly #services = new Map<string, Groups>()

  /** Rules come in their order. */
  add(rule: Rule, actions: readonly ActionPattern[]): void {
    for (const { service, name } of actions) {
      const groups = this.#services.get(service) ?? { named: new Map(), wild: new Map() }
      this.#services.set(service, groups)
      addTo(groups, name.toLowerCase(), rule)
    }
  }

  /** The first rule about an action that passes a test; `name` in lower case. */
  first(service: string, name: string, passes: (rule: Rule) => boolean): Rule | undefined {
    const own = firstOf(this.#services.get(service), name, passes, undefined)
    return firstOf(this.#services.get('*'), name, passes, own)
  }
}

function addTo({ named, wild }: Groups, pattern: string, rule: Rule): void {
  const names = compileGlob(pattern)
  const groups = names.exact === undefined ? wild : named
  const known = groups.get(pattern)
  if (known === undefined) groups.set(pattern, { names, rules: [rule] })
  else known.rules.push(rule)
}

function firstOf(
  groups: Groups | undefined,
  name: string,
  passes: (rule: Rule) => boolean,
  before: Rule | undefined,
): Rule | undefined {
  if (groups === undefined) return before
  const exact = groups.named.get(name)
  let first = exact === undefined ? before : earlier(exact.rules, passes, before)
  for (const { names, rules } of groups.wild.values()) {
    if (names.matches(name)) first = earlier(rules, passes, first)
  }
  return first
}

/** The first of some rules that passes, unless the one found before them comes first. */
function earlier(
  rules: readonly Rule[],
  passes: (rule: Rule) => boolean,
  before: Rule | undefined,
): Rule | undefined {
  for (const rule of rules) {
    if (before !== undefined && rule.order >= before.order) return before
    if (passes(rule)) return rule
  }
  return before
}

export function isMet(
  rule: Rule,
  resource: AskedResource | undefined,
  context: AskedContext,
): boolean {
  const { resources, checks } = rule
  if (!resources.isEverything && !resources.covers(resource)) return false
  return checks.every((check) => check.holds(context))
}
