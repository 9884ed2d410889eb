import type { CloudAction } from '@yanshu/protocol'
import { useState } from 'react'
import type { ActionParams, ActionResult } from '../api/action-types.ts'
import { useActionQuery } from '../api/use-action-query.ts'
import { useLastPage, useListAddress } from './use-list-address.ts'
import type { ListAddress, ListDefaults } from './use-list-address.ts'

/** How the page that the address names is asked for, and what of the answer its rows are. */
interface ListSource<Action extends CloudAction, Row> {
  readonly defaults: ListDefaults
  readonly params: (address: ListAddress) => ActionParams<Action>
  readonly read: (answer: ActionResult<Action>) => {
    readonly rows: readonly Row[]
    readonly total: number
  }
  /** Milliseconds after which the page is read again, by what was read; false for never. */
  readonly refreshEvery?: (answer: ActionResult<Action> | undefined) => number | false
}

/** A page of a list that the server pages, and the rows that are ticked on any of its pages. */
export interface ListPage<Row> {
  readonly address: ListAddress
  readonly change: (part: Partial<ListAddress>) => void
  readonly pageSizes: readonly number[]
  readonly rows: readonly Row[]
  readonly total: number
  readonly isLoading: boolean
  /** Why the page could not be loaded; null where it could. */
  readonly error: unknown
  readonly retry: () => void
  readonly selected: readonly Row[]
  readonly select: (rows: readonly Row[]) => void
  /** Takes the tick off rows that are gone. */
  readonly unselect: (isGone: (row: Row) => boolean) => void
}

/** A page of a list, and what else the server answered with it. */
interface AnsweredPage<Action extends CloudAction, Row> extends ListPage<Row> {
  readonly answer: ActionResult<Action> | undefined
}

/** Asks for the page that the address names, and for the last one where there are no longer as many. */
export function useListPage<Action extends CloudAction, Row>(
  action: Action,
  { defaults, params, read, refreshEvery }: ListSource<Action, Row>,
): AnsweredPage<Action, Row> {
  const [address, change] = useListAddress(defaults)
  const [selected, select] = useState<readonly Row[]>([])
  const query = useActionQuery(action, params(address), {
    keepPrevious: true,
    ...(refreshEvery && { refreshEvery }),
  })
  const page = query.data === undefined ? undefined : read(query.data)
  useLastPage(query.isPlaceholderData ? undefined : page?.total, address, change)
  return {
    answer: query.data,
    address,
    change,
    pageSizes: defaults.sizes,
    rows: page?.rows ?? [],
    total: page?.total ?? 0,
    isLoading: query.isPending || query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
    selected,
    select,
    unselect: (isGone) => select((ticked) => ticked.filter((row) => !isGone(row))),
  }
}
