import type { ListPage } from '../app/use-list-page.ts'
import { ListTable } from './ListTable.tsx'
import type { ListTableProps } from './ListTable.tsx'
import { LoadFailure } from './LoadFailure.tsx'

interface PagedTableProps<Row> extends Pick<
  ListTableProps<Row>,
  'rowKey' | 'columns' | 'filterKey' | 'width' | 'totalText' | 'empty' | 'isTickable'
> {
  readonly list: ListPage<Row>
}

/** The table of a page of a list, or why the page could not be loaded. */
export function PagedTable<Row extends object>({ list, ...table }: PagedTableProps<Row>) {
  if (list.error !== null) return <LoadFailure error={list.error} onRetry={list.retry} />
  return (
    <ListTable<Row>
      {...table}
      rows={list.rows}
      total={list.total}
      loading={list.isLoading}
      pageSizes={list.pageSizes}
      address={list.address}
      selected={list.selected}
      onChange={list.change}
      onSelect={list.select}
    />
  )
}
