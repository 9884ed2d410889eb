import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

export const detailsTabs = ['document', 'usage', 'versions'] as const
export type DetailsTab = (typeof detailsTabs)[number]

/** Which tab is open, in the address; the list of one tab leaves nothing there for another. */
export function useDetailsTab(): readonly [DetailsTab, (tab: string) => void] {
  const [params, setParams] = useSearchParams()
  const tab = detailsTabs.find((candidate) => candidate === params.get('tab')) ?? 'document'
  const open = useCallback(
    (next: string) => setParams(next === 'document' ? {} : { tab: next }),
    [setParams],
  )
  return [tab, open]
}
