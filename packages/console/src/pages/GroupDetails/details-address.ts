import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

export const tabs = ['members', 'messages', 'topics'] as const
export type Tab = (typeof tabs)[number]

/** What the page of a group shows, beside its list of members. */
export interface DetailsAddress {
  readonly groupId: string
  readonly tab: Tab
  /** GroupID or TopicID whose messages are shown. */
  readonly place: string
}

export function readDetailsAddress(params: URLSearchParams): DetailsAddress {
  const groupId = params.get('id') ?? ''
  return {
    groupId,
    tab: tabs.find((tab) => tab === params.get('tab')) ?? 'members',
    place: params.get('place') ?? groupId,
  }
}

/** Another tab begins without what was searched for on the one before. */
export function writeDetailsAddress({ groupId, tab, place }: DetailsAddress): URLSearchParams {
  const params = new URLSearchParams({ id: groupId })
  if (tab !== 'members') params.set('tab', tab)
  if (tab === 'messages' && place !== groupId) params.set('place', place)
  return params
}

/** The group of the page's address, and the tab that is open. */
export function useDetailsAddress() {
  const [params, setParams] = useSearchParams()
  const open = useCallback(
    (part: Partial<Omit<DetailsAddress, 'groupId'>>) =>
      setParams((current) => writeDetailsAddress({ ...readDetailsAddress(current), ...part })),
    [setParams],
  )
  return [readDetailsAddress(params), open] as const
}
