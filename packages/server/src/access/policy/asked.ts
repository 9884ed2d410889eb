import type { IpAddress } from '@yanshu/protocol'
import { readIp } from '@yanshu/protocol'
import type { AccessContext } from './decision.ts'

/** The segments of a resource that is asked about. */
export interface AskedResource {
  readonly service: string
  readonly region: string
  readonly account: string
  readonly path: string
}

/** What conditions know of a request. What takes work is made when the first condition wants it. */
export class AskedContext {
  readonly context: AccessContext
  #addresses: readonly (IpAddress | undefined)[] | undefined
  #seconds: readonly number[] | undefined

  constructor(context: AccessContext) {
    this.context = context
  }

  /** One address; undefined where the text is none, which lies in no range. */
  get addresses(): readonly (IpAddress | undefined)[] {
    this.#addresses ??= [readIp(this.context.ip)]
    return this.#addresses
  }

  /** One time: conditions know seconds. */
  get seconds(): readonly number[] {
    this.#seconds ??= [Math.floor(this.context.time / 1000)]
    return this.#seconds
  }
}

/** Splits `service:name`; names are compared without their case. */
export function readAskedAction(action: string): { service: string; name: string } {
  const colon = action.indexOf(':')
  return { service: action.slice(0, colon), name: action.slice(colon + 1).toLowerCase() }
}

/**
 * Splits a six-segment name; undefined for `*`, an action at operation level. A name that is none,
 * which requests can bring, is no resource that a statement could name.
 */
export function readAskedResource(resource: string, ownerUin: string): AskedResource | undefined {
  const project = resource.indexOf(':') + 1
  const service = resource.indexOf(':', project) + 1
  const region = resource.indexOf(':', service) + 1
  const account = resource.indexOf(':', region) + 1
  const path = resource.indexOf(':', account) + 1
  if (project === 0 || service === 0 || region === 0 || account === 0 || path === 0)
    return undefined
  const named = resource.slice(account, path - 1)
  return {
    service: resource.slice(service, region - 1),
    region: resource.slice(region, account - 1),
    account: named === '' || named === 'uin/' ? `uin/${ownerUin}` : named,
    path: resource.slice(path),
  }
}
