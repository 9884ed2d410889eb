import { listAccounts, listUsers } from '@yanshu/protocol'
import { useMemo } from 'react'
import { useActionQuery } from '../../../api/use-action-query.ts'
import type { UserRow } from './user-row.ts'

/**
 * The root account and then all of its sub-users, newest first. Who may list users, but not accounts, sees
 * them without the root.
 */
export function useUsers() {
  const owner = useActionQuery(listAccounts, { UserType: 'Owner', MaxItems: 1 })
  const subUsers = useActionQuery(listUsers, {})
  const isPending = owner.isPending || subUsers.isPending
  const users = useMemo((): readonly UserRow[] => {
    if (isPending) return []
    const roots = owner.data?.Users.map((user) => ({ ...user, isRoot: true })) ?? []
    const others = subUsers.data?.Data.map((user) => ({ ...user, isRoot: false })) ?? []
    return [...roots, ...others.toSorted((one, other) => other.Uin - one.Uin)]
  }, [isPending, owner.data, subUsers.data])
  return {
    users,
    isPending,
    error: subUsers.error,
    refetch: () => Promise.all([owner.refetch(), subUsers.refetch()]),
  }
}
