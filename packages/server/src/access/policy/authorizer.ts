import { CloudError } from '@yanshu/protocol'
import type { Principal } from '../../calls/principal.ts'
import type { Clock } from '../../clock.ts'
import type { AccessContext, Decision } from './decision.ts'
import { decide, grantsAnything } from './engine.ts'
import type { Holdings } from './held-policies.ts'
import type { Holder } from './holder.ts'
import { toHolder } from './holder.ts'
import { RecentReads } from './recent-reads.ts'
import { appResource } from './resources-of.ts'

/** One call of an action that asks to be let through. */
export interface AccessQuestion {
  readonly principal: Principal
  /** `service:name`. */
  readonly permission: string
  /** Six-segment names, or `*`; every one of them must be allowed. */
  readonly resources: readonly string[]
  readonly sourceIp: string
  readonly requestId: string
  /** `key&value` of each tag that the request brings. */
  readonly requestTags?: readonly string[] | undefined
  /** True for lists of what is visible: refused only to who is granted the action on nothing at all. */
  readonly anywhere?: boolean
  /** What a refusal names instead of the resource. */
  readonly told?: string | undefined
}

/** Who asks, from where and when: what stays the same for many questions. */
export interface Asker {
  readonly principal: Principal
  readonly sourceIp: string
  /** In milliseconds; this moment unless it is said. */
  readonly time?: number
}

/** May the asker do this with one resource? */
export interface ResourceQuestion {
  readonly permission: string
  readonly resource: string
  readonly requestTags?: readonly string[] | undefined
  /** Supposed ones; those it really carries unless they are said. */
  readonly resourceTags?: readonly string[] | undefined
}

/** The tags that resources carry, from memory nearly always. */
export interface ResourceTags {
  /** `key&value` of each. */
  of(ownerUin: string, resource: string): Promise<readonly string[]>
}

export interface AuthorizerDeps {
  /** Everything that decides what a sub-user may do. */
  readHoldings(principal: Principal): Promise<Holdings>
  readonly tags: ResourceTags
  readonly now: Clock
}

/** Sub-users whose policies are kept in memory. */
const CAPACITY = 1000

const noTags: readonly string[] = []

/**
 * The one place that decides who may do what. A root account may do everything with what it owns; what
 * a sub-user may do is said by its policies, which are read once and kept for a short time, so that a
 * decision costs no query.
 */
export class Authorizer {
  readonly #deps: AuthorizerDeps
  readonly #recent: RecentReads<Holder>

  constructor(deps: AuthorizerDeps) {
    this.#deps = deps
    this.#recent = new RecentReads(deps.now, CAPACITY)
  }

  /** Forgets what is kept of the users of a root account. */
  drop(ownerUin: string): void {
    this.#recent.drop(ownerUin)
  }

  /** @throws {CloudError} `UnauthorizedOperation`, in the form the console's permission box reads. */
  async authorize(question: AccessQuestion): Promise<void> {
    const { permission, resources, requestTags, anywhere = false } = question
    if (anywhere && (await this.grantsAnything(question, permission))) return
    const decisions = await this.decideAll(
      question,
      resources.map((resource) => ({ permission, resource, requestTags })),
    )
    const refused = decisions.findIndex(({ allowed }) => !allowed)
    if (refused >= 0) throw unauthorized(question, question.told ?? resources[refused] ?? '*')
  }

  /** One decision for each question, in their order. */
  async decideAll(
    asker: Asker,
    questions: readonly ResourceQuestion[],
  ): Promise<readonly Decision[]> {
    const { principal } = asker
    if (principal.isRoot) return questions.map(({ resource }) => decideForRoot(principal, resource))
    const { policies, boundary, asksTags } = await this.#holderOf(principal)
    const tags = asksTags ? await this.#tagsOf(principal, questions) : undefined
    const known = this.#contextOf(asker)
    return questions.map(({ permission: action, resource, requestTags, ...supposed }) => {
      // Whatever a statement about everything says: it means everything of this root account.
      if (!owns(principal.ownerUin, resource)) return { allowed: false, reason: 'noMatch' }
      const resourceTags = supposed.resourceTags ?? tags?.get(resource) ?? noTags
      const context = { ...known, resourceTags, ...(requestTags && { requestTags }) }
      return decide(policies, { action, resource, context }, boundary)
    })
  }

  /** True where there may be a resource of the caller's root that the action is allowed on. */
  async grantsAnything(asker: Asker, permission: string): Promise<boolean> {
    if (asker.principal.isRoot) return true
    const { policies, boundary } = await this.#holderOf(asker.principal)
    return grantsAnything(policies, permission, this.#contextOf(asker), boundary)
  }

  /** Those of the apps that the caller may see by an action; in the order they came. */
  async visible(
    asker: Asker,
    permission: string,
    appIds: readonly number[],
  ): Promise<readonly number[]> {
    const { ownerUin } = asker.principal
    const decisions = await this.decideAll(
      asker,
      appIds.map((appId) => ({ permission, resource: appResource(ownerUin, appId) })),
    )
    return appIds.filter((_, at) => decisions[at]?.allowed === true)
  }

  async #holderOf(principal: Principal): Promise<Holder> {
    const { ownerUin, uin } = principal
    const recent = this.#recent.get(ownerUin, uin)
    if (recent !== undefined) return recent
    const { changes } = this.#recent
    const holder = toHolder(principal, await this.#deps.readHoldings(principal))
    this.#recent.put(ownerUin, uin, holder, changes)
    return holder
  }

  async #tagsOf(
    { ownerUin }: Principal,
    questions: readonly ResourceQuestion[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const tags = new Map<string, readonly string[]>()
    for (const { resource, resourceTags } of questions) {
      if (resourceTags !== undefined || tags.has(resource)) continue
      // One after the other: the first brings those of all.
      tags.set(resource, await this.#deps.tags.of(ownerUin, resource))
    }
    return tags
  }

  #contextOf({ principal, sourceIp, time }: Asker): Omit<AccessContext, 'resourceTags'> {
    const { uin, ownerUin, appId } = principal
    return { ip: sourceIp, time: time ?? this.#deps.now(), uin, ownerUin, appId }
  }
}

export function unauthorized(
  { permission, requestId }: Pick<AccessQuestion, 'permission' | 'requestId'>,
  resource: string,
): CloudError {
  return new CloudError(
    'UnauthorizedOperation',
    `[request id:${requestId}]you are not authorized to perform operation (${permission})\n` +
      `resource (${resource}) has no permission\n`,
  )
}

function decideForRoot({ uin, ownerUin }: Principal, resource: string): Decision {
  return uin === ownerUin && owns(ownerUin, resource)
    ? { allowed: true, reason: 'root' }
    : { allowed: false, reason: 'noMatch' }
}

/** An account segment that is empty means the caller's own root (资源描述方式). */
function owns(ownerUin: string, resource: string): boolean {
  if (resource === '*') return true
  const account = resource.split(':')[4]
  return account === '' || account === 'uin/' || account === `uin/${ownerUin}`
}
