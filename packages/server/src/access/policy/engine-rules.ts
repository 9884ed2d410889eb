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

interface WildRule {
  readonly name: Glob
  readonly rule: Rule
}

/** Rules by the actions they are about, in their order. */
interface Actions {
  readonly named: Map<string, Rule[]>
  readonly wild: WildRule[]
}

/** All rules of one effect, found by service and name of an action. */
export class Rules {
  readonly #services = new Map<string, Actions>()

  add(rule: Rule, actions: readonly ActionPattern[]): void {
    for (const { service, name } of actions) {
      const { named, wild } = this.#of(service)
      const glob = compileGlob(name.toLowerCase())
      if (glob.exact === undefined) wild.push({ name: glob, rule })
      else named.set(glob.exact, [...(named.get(glob.exact) ?? []), rule])
    }
  }

  /** The first rule about an action that passes a test; `name` in lower case. */
  first(service: string, name: string, passes: (rule: Rule) => boolean): Rule | undefined {
    const own = firstOf(this.#services.get(service), name, passes, undefined)
    return firstOf(this.#services.get('*'), name, passes, own)
  }

  #of(service: string): Actions {
    const known = this.#services.get(service)
    if (known !== undefined) return known
    const fresh = { named: new Map(), wild: [] }
    this.#services.set(service, fresh)
    return fresh
  }
}

function firstOf(
  actions: Actions | undefined,
  name: string,
  passes: (rule: Rule) => boolean,
  before: Rule | undefined,
): Rule | undefined {
  if (actions === undefined) return before
  let first = before
  for (const rule of actions.named.get(name) ?? []) {
    if (first !== undefined && rule.order >= first.order) break
    if (passes(rule)) first = rule
  }
  for (const { name: glob, rule } of actions.wild) {
    if (first !== undefined && rule.order >= first.order) break
    if (glob.matches(name) && passes(rule)) first = rule
  }
  return first
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
