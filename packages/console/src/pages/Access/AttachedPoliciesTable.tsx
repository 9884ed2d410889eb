import type { UseQueryResult } from '@tanstack/react-query'
import { Table } from 'antd'
import type { TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { LoadFailure } from '../../design/LoadFailure.tsx'

/** How many policies a page shows. */
export const ATTACHED_PAGE_SIZE = 20

interface AttachedPoliciesTableProps<Row> {
  readonly query: Pick<UseQueryResult, 'isPending' | 'isPlaceholderData' | 'error' | 'refetch'>
  readonly policies: readonly Row[] | undefined
  readonly total: number | undefined
  readonly page: number
  readonly columns: TableColumnsType<Row>
  /** Pixels below which the table scrolls sideways. */
  readonly width: number
  readonly empty: ReactNode
  readonly onPage: (page: number) => void
}

/** A page of the policies that a user or a user group has. */
export function AttachedPoliciesTable<Row extends { readonly PolicyId: number | string }>(
  props: AttachedPoliciesTableProps<Row>,
) {
  const { query, policies = [], total = 0 } = props
  if (query.error !== null) {
    return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />
  }
  return (
    <Table<Row>
      className="ys-table"
      rowKey="PolicyId"
      size="small"
      scroll={{ x: props.width }}
      loading={query.isPending || query.isPlaceholderData}
      dataSource={policies}
      columns={props.columns}
      pagination={{
        current: props.page,
        pageSize: ATTACHED_PAGE_SIZE,
        total,
        hideOnSinglePage: true,
        showSizeChanger: false,
        onChange: props.onPage,
      }}
      locale={{ emptyText: query.isPending ? <div className="ys-empty" /> : props.empty }}
    />
  )
}
