import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

export const tabs = ['permissions', 'groups', 'keys', 'security'] as const
export type Tab = (typeof tabs)[number]

/** The user of the page's address, and the tab that is open. */
export function useUserDetailsAddress() {
  const [params, setParams] = useSearchParams()
  const name = params.get('name') ?? ''
  const open = useCallback(
    (tab: Tab) =>
      setParams((current) => {
        const user = { name: current.get('name') ?? '' }
        return new URLSearchParams(tab === 'permissions' ? user : { ...user, tab })
      }),
    [setParams],
  )
  return { name, tab: tabs.find((tab) => tab === params.get('tab')) ?? 'permissions', open }
}
