import { CloudError } from '@yanshu/protocol'
import type { Principal } from '../../calls/principal.ts'
import type { Decision } from './decision.ts'

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

/**
 * The one place that decides who may do what: a root account may do everything with what it owns,
 * anyone else nothing.
 */
export class Authorizer {
  /** @throws {CloudError} `UnauthorizedOperation`, in the form the console's permission box reads. */
  async authorize(question: AccessQuestion): Promise<void> {
    for (const resource of question.resources) {
      const decision = await this.decide(question, question.permission, resource)
      if (!decision.allowed) throw unauthorized(question, resource)
    }
  }

  async decide({ principal }: Asker, _permission: string, resource: string): Promise<Decision> {
    if (principal.isRoot && owns(principal, resource)) return { allowed: true, reason: 'root' }
    return { allowed: false, reason: 'noMatch' }
  }

  /** Those of the apps that the caller may see by an action; in the order they came. */
  async visible(
    asker: Asker,
    _permission: string,
    appIds: readonly number[],
  ): Promise<readonly number[]> {
    return asker.principal.isRoot ? appIds : []
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
