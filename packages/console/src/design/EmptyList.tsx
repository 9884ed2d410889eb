import { Button } from 'antd'
import type { PropsWithChildren } from 'react'
import type { ListPage } from '../app/use-list-page.ts'
import { EmptyState } from './EmptyState.tsx'

interface EmptyListProps {
  readonly list: Pick<ListPage<unknown>, 'address' | 'change'>
  /** Whether rows are left out; by default where a keyword or a filter is set. */
  readonly isNarrowed?: boolean
  readonly noMatch: string
  readonly clear: string
  readonly title: string
  readonly hint: string
}

/** A list without rows: the way back where it was narrowed, else as children the way to its first row. */
export function EmptyList({ list, children, ...texts }: PropsWithChildren<EmptyListProps>) {
  const { keyword, filter } = list.address
  const { isNarrowed = keyword !== '' || filter !== '', noMatch, clear, title, hint } = texts
  if (isNarrowed) {
    return (
      <EmptyState title={noMatch}>
        <Button onClick={() => list.change({ keyword: '', filter: '' })}>{clear}</Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={title} hint={hint}>
      {children}
    </EmptyState>
  )
}
