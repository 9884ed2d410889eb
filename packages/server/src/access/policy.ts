import type { CloudAction } from '@yanshu/protocol'
import { CloudError } from '@yanshu/protocol'
import type { Principal } from '../calls/principal.ts'

export interface AccessQuestion {
  readonly principal: Principal
  /** `service:name`. */
  readonly permission: string
  /** Six-segment name, or `*`. */
  readonly resource: string
  readonly requestId: string
}

/** `service:name`, the way policies and audit call an action. */
export function permissionOf(action: CloudAction): string {
  return `${action.service}:${action.name}`
}

/** The resource a call is about; `body` has passed the action's schema. */
export function resourceOf(action: CloudAction, body: unknown, ownerUin: string): string {
  if (action.resource === 'none') return '*'
  const prefix = `qcs::${action.service}::uin/${ownerUin}:sdkappid/`
  if (action.resource === 'apps') return `${prefix}*`
  const { SDKAppID } = body as { readonly SDKAppID: number }
  return `${prefix}${SDKAppID}`
}

/**
 * The one place that decides who may do what: a root account may do everything with what it owns,
 * anyone else nothing.
 *
 * @throws {CloudError} `UnauthorizedOperation`, in the form the console's permission box reads.
 */
export async function authorize(question: AccessQuestion): Promise<void> {
  const { principal, permission, resource, requestId } = question
  if (principal.isRoot && principal.uin === principal.ownerUin && owns(principal, resource)) return
  throw new CloudError(
    'UnauthorizedOperation',
    `[request id:${requestId}]you are not authorized to perform operation (${permission})\n` +
      `resource (${resource}) has no permission\n`,
  )
}

function owns(principal: Principal, resource: string): boolean {
  return resource === '*' || resource.split(':')[4] === `uin/${principal.ownerUin}`
}
