/** What is asked about one resource. */
export interface AccessRequest {
  /** `service:name`. */
  readonly action: string
  /** Six-segment name, or `*` for an action at operation level. */
  readonly resource: string
  readonly context: AccessContext
}

/** What conditions and variables of policies look at. */
export interface AccessContext {
  readonly ip: string
  /** Server receive time in milliseconds. */
  readonly time: number
  readonly uin: string
  readonly ownerUin: string
  /** The root's AppId. */
  readonly appId: number
  /** `key&value` of each tag that the resource carries. */
  readonly resourceTags: readonly string[]
  /** `key&value` of each tag that the request brings; undefined where it brings none. */
  readonly requestTags?: readonly string[]
}

/** How somebody came to hold a policy. */
export type Via = { readonly kind: 'user' } | { readonly kind: 'group'; readonly groupId: number }

/** The statement that decided: `index` counts from 0 in the policy's document. */
export interface DecidedBy {
  readonly policyId: number
  readonly policyName: string
  readonly via: Via
  readonly index: number
}

/**
 * - `root`: the caller owns the resource. `allow`, `deny`: a statement says so.
 * - `noMatch`: no statement covers the request. `boundary`: one allows it, the permission boundary does not.
 */
export type Decision =
  | { readonly allowed: true; readonly reason: 'root' }
  | { readonly allowed: true; readonly reason: 'allow'; readonly by: DecidedBy }
  | { readonly allowed: false; readonly reason: 'deny'; readonly by: DecidedBy }
  | { readonly allowed: false; readonly reason: 'noMatch' }
  | { readonly allowed: false; readonly reason: 'boundary'; readonly by?: DecidedBy }
