/** Somebody a policy is attached to: a user by its uin, a group by its id. */
export interface Principal {
  readonly kind: 'user' | 'group'
  readonly id: number
  readonly name: string
}

export function principalKey({ kind, id }: Pick<Principal, 'kind' | 'id'>): string {
  return `${kind} ${id}`
}
