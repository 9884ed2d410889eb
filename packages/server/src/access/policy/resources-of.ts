import type { CloudAction } from '@yanshu/protocol'
import { isTaggedType, parseResourceName } from '@yanshu/protocol'
import type { Principal } from '../../calls/principal.ts'

/** Finds what a request calls by its name, where there is such a thing. */
export interface NamedResources {
  uinOfName(ownerUin: string, name: string): Promise<string | undefined>
  policyOfName(ownerUin: string, name: string): Promise<number | undefined>
}

/** `service:name`, the way policies and audit call an action. */
export function permissionOf(action: CloudAction): string {
  return `${action.service}:${action.name}`
}

export function appResource(ownerUin: string, appId: number | '*'): string {
  return `qcs::im::uin/${ownerUin}:sdkappid/${appId}`
}

/** The resources a call is about, at least one; `body` has passed the action's schema. */
export async function resourcesOf(
  action: CloudAction,
  body: unknown,
  principal: Principal,
  names: NamedResources,
): Promise<readonly string[]> {
  const { ownerUin, uin } = principal
  const { resource } = action
  if (resource === 'none') return ['*']
  if (resource === 'apps' || resource === 'visibleApps') return [appResource(ownerUin, '*')]
  if (resource === 'app') {
    return [appResource(ownerUin, (body as { readonly SDKAppID: number }).SDKAppID)]
  }
  const { kind, at } = resource
  const found = valuesAt(body, at.split('.'))
  if (resource.kind === 'policy' && found.length === 0 && resource.name !== undefined) {
    return [await namedPolicy(valuesAt(body, [resource.name]), ownerUin, names)]
  }
  const cam = (type: string, ids: readonly string[]) =>
    ids.map((id) => `qcs::cam::uin/${ownerUin}:${type}/${id}`)
  if (kind === 'tagged') return taggedResources(body, found, ownerUin)
  if (found.length === 0) return kind === 'user' ? cam('uin', [uin]) : ['*']
  if (kind === 'user') return cam('uin', found)
  if (kind === 'group') return cam('groupid', found)
  if (kind === 'policy') return cam('policyid', found)
  const named = await Promise.all(found.map((name) => names.uinOfName(ownerUin, name)))
  return cam(
    'uin',
    named.map((known) => known ?? '*'),
  )
}

/**
 * What a refusal names instead of the resource of a call that calls something by its name: whether
 * there is such a thing, and which number it has, is for those to know who may do something with it.
 */
export function toldResource(
  { resource }: CloudAction,
  body: unknown,
  { ownerUin }: Principal,
): string | undefined {
  if (typeof resource === 'string') return undefined
  if (resource.kind === 'userName') return `qcs::cam::uin/${ownerUin}:uin/*`
  const isNamed = resource.kind === 'policy' && valuesAt(body, resource.at.split('.')).length === 0
  return isNamed ? `qcs::cam::uin/${ownerUin}:policyid/*` : undefined
}

/** A name that nobody has means every policy, as a name of a user does: who asks must not learn which. */
async function namedPolicy(
  [name]: readonly string[],
  ownerUin: string,
  names: NamedResources,
): Promise<string> {
  if (name === undefined) return '*'
  const policyId = await names.policyOfName(ownerUin, name)
  return `qcs::cam::uin/${ownerUin}:policyid/${policyId ?? '*'}`
}

function taggedResources(body: unknown, found: readonly string[], ownerUin: string) {
  const { ServiceType: service, ResourcePrefix: prefix } = body as {
    readonly ServiceType?: string
    readonly ResourcePrefix?: string
  }
  const named = found.filter((text) => text !== '')
  if (named.length === 0) return ['*']
  if (service === undefined || service === '') {
    return [...new Set(named.map((text) => ownName(text, ownerUin)))]
  }
  // Ids without a type are those of anything.
  if (prefix === undefined || prefix === '') return ['*']
  return named.map((id) => `qcs::${service}::uin/${ownerUin}:${prefix}/${id}`)
}

/**
 * One form for each resource, whichever of them the caller wrote, so that no statement about it is
 * missed: the account is told, and no region where the type has none. An id alone may be that of anything.
 */
function ownName(text: string, ownerUin: string): string {
  const name = parseResourceName(text)
  if (!name) return '*'
  const { service, prefix, id } = name
  const region = isTaggedType(service, prefix) ? '' : name.region
  const account = name.account === '' ? ownerUin : name.account
  return `qcs::${service}:${region}:uin/${account}:${prefix}/${id}`
}

/** Every value at a path, as text, each once; arrays on the way are walked. */
function valuesAt(value: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => valuesAt(item, path)))]
  const [name, ...rest] = path
  if (name === undefined) return value === undefined || value === null ? [] : [String(value)]
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return []
  return valuesAt((value as Record<string, unknown>)[name], rest)
}
