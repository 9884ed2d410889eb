import { policyScopes } from '@yanshu/protocol'
import type { ListAddress } from '../../../app/use-list-address.ts'

export const listDefaults = { size: 20, sizes: [10, 20, 50, 100] }

/** The kinds of policies that the list can be narrowed to. */
export const scopes = ['Local', 'QCS'] as const

export function policyListParams({ keyword, filter, page, size }: ListAddress) {
  const scope = policyScopes.find((candidate) => candidate === filter) ?? 'All'
  return {
    Page: page,
    Rp: size,
    Scope: scope,
    ...(keyword === '' ? {} : { Keyword: keyword.slice(0, 128) }),
  }
}

export function isPreset({ Type }: { readonly Type: number }): boolean {
  return Type === 2
}
