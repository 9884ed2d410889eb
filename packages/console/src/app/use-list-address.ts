import { useCallback, useEffect } from 'react'
import { useSearchParams } from 'react-router'

/** What a list shows, kept in the address so that a reload or a shared link keeps it. */
export interface ListAddress {
  readonly keyword: string
  readonly filter: string
  readonly page: number
  readonly size: number
}

export interface ListDefaults {
  readonly size: number
  readonly sizes: readonly number[]
}

/** Reads the state of a list from the address; `change` writes parts of it back. */
export function useListAddress(defaults: ListDefaults) {
  const [params, setParams] = useSearchParams()
  const address = readListAddress(params, defaults)
  const change = useCallback(
    (part: Partial<ListAddress>) =>
      setParams((current) => {
        const next = { ...readListAddress(current, defaults), ...narrows(part), ...part }
        return mergeListAddress(current, writeListAddress(next, defaults))
      }),
    [setParams, defaults],
  )
  return [address, change] as const
}

/** Goes back to the last page where the address asks for one behind it, as after deleting rows. */
export function useLastPage(
  total: number | undefined,
  { page, size }: ListAddress,
  change: (part: Partial<ListAddress>) => void,
): void {
  const lastPage = Math.max(1, Math.ceil((total ?? 0) / size))
  const isPastTheEnd = total !== undefined && page > lastPage
  useEffect(() => {
    if (isPastTheEnd) change({ page: lastPage })
  }, [isPastTheEnd, lastPage, change])
}

/** What else the address says stays as it is. */
export function mergeListAddress(current: URLSearchParams, list: URLSearchParams): URLSearchParams {
  const rest = [...current].filter(([name]) => !listNames.has(name))
  return new URLSearchParams([...rest, ...list])
}

const listNames: ReadonlySet<string> = new Set(['q', 'type', 'page', 'size'])

/** Whatever changes the set of rows begins at its first page again. */
function narrows(part: Partial<ListAddress>): Partial<ListAddress> {
  return part.page === undefined ? { page: 1 } : {}
}

export function readListAddress(params: URLSearchParams, defaults: ListDefaults): ListAddress {
  const page = Number(params.get('page'))
  const size = Number(params.get('size'))
  return {
    keyword: params.get('q') ?? '',
    filter: params.get('type') ?? '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
    size: defaults.sizes.includes(size) ? size : defaults.size,
  }
}

export function writeListAddress(address: ListAddress, defaults: ListDefaults): URLSearchParams {
  const params = new URLSearchParams()
  if (address.keyword !== '') params.set('q', address.keyword)
  if (address.filter !== '') params.set('type', address.filter)
  if (address.page > 1) params.set('page', String(address.page))
  if (address.size !== defaults.size) params.set('size', String(address.size))
  return params
}
