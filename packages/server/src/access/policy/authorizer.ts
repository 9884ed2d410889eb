import { CloudError } from '@yanshu/protocol'
import type { Principal } from '../../calls/principal.ts'
import type { Decision } from './decision.ts'
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
  readonly requestTags?: readonly string[]
  /** True for lists of what is visible: refused only to who is granted the action on nothing at all. */
  readonly anywhere?: boolean
}

/** Who asks, and from where: what stays the same for many questions. */
export type Asker = Pick<AccessQuestion, 'principal' | 'sourceIp'>

/** May the asker do this with one resource? */
export interface ResourceQuestion {
  readonly permission: string
  readonly resource: string
  readonly requestTags?: readonly string[]
}

/**
 * The one place that decides who may do what: a root account may do everything with what it owns,
 * anyone else nothing.
 */
export class Authorizer {
  /** @throws {CloudError} `UnauthorizedOperation`, in the form the console's permission box reads. */
  async authorize(question: AccessQuestion): Promise<void> {
    const { permission, resources, anywhere = false } = question
    if (anywhere && (await this.grantsAnything(question, permission))) return
    const decisions = await this.decideAll(
      question,
      resources.map((resource) => ({ ...question, resource })),
    )
    const refused = decisions.findIndex(({ allowed }) => !allowed)
    if (refused >= 0) throw unauthorized(question, resources[refused] ?? '*')
  }

  /** One decision for each question, in their order; as cheap as one. */
  async decideAll(
    { principal }: Asker,
    questions: readonly ResourceQuestion[],
  ): Promise<readonly Decision[]> {
    return questions.map(({ resource }) =>
      principal.isRoot && owns(principal, resource)
        ? { allowed: true, reason: 'root' }
        : { allowed: false, reason: 'noMatch' },
    )
  }

  /** True where there may be a resource of the caller's root that the action is allowed on. */
  async grantsAnything({ principal }: Asker, _permission: string): Promise<boolean> {
    return principal.isRoot
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

/** An account segment that is empty means the caller's own root (资源描述方式). */
function owns({ ownerUin }: Principal, resource: string): boolean {
  if (resource === '*') return true
  const account = resource.split(':')[4]
  return account === '' || account === 'uin/' || account === `uin/${ownerUin}`
}
