import { Table } from 'antd'
import type { TableColumnsType, TableProps } from 'antd'
import type { ReactNode } from 'react'
import type { ListAddress } from '../app/use-list-address.ts'
import { selectionTotal } from './SelectionTotal.tsx'

export interface ListTableProps<Row> {
  /** Names a row to the table and to people. */
  readonly rowKey: keyof Row & string
  readonly columns: TableColumnsType<Row>
  /** The column whose filter is in the address. */
  readonly filterKey: string
  /** Pixels below which the table scrolls sideways. */
  readonly width: number
  readonly rows: readonly Row[]
  readonly total: number
  readonly totalText: (total: number) => string
  readonly loading: boolean
  readonly pageSizes: readonly number[]
  readonly address: ListAddress
  readonly selected: readonly Row[]
  readonly empty: ReactNode
  /** Rows that can be opened to see more of them. */
  readonly expandable?: TableProps<Row>['expandable']
  /** Whether rows can be ticked at all; by default they can. */
  readonly isTickable?: boolean
  /** Rows that cannot be ticked. */
  readonly isFixed?: (row: Row) => boolean
  readonly onChange: (part: Partial<ListAddress>) => void
  readonly onSelect: (rows: readonly Row[]) => void
}

/** A page of a list that the server pages, with its rows to tick; what is ticked outlives the page. */
export function ListTable<Row extends object>(props: ListTableProps<Row>) {
  const { address, filterKey, isTickable = true, onChange, onSelect, rowKey } = props
  const nameOf = (row: Row) => String(row[rowKey])
  return (
    <Table<Row>
      className="ys-table"
      rowKey={rowKey}
      size="small"
      scroll={{ x: props.width }}
      loading={props.loading}
      dataSource={props.rows}
      columns={props.columns}
      {...(props.expandable && { expandable: props.expandable })}
      {...(isTickable && {
        rowSelection: {
          columnWidth: 44,
          fixed: true,
          preserveSelectedRowKeys: true,
          selectedRowKeys: props.selected.map(nameOf),
          onChange: (_, rows) => onSelect(rows.filter((row) => row !== undefined)),
          getCheckboxProps: (row) => ({
            'aria-label': nameOf(row),
            disabled: props.isFixed?.(row) === true,
          }),
        },
      })}
      locale={{ emptyText: props.loading ? <div className="ys-empty" /> : props.empty }}
      pagination={{
        current: address.page,
        pageSize: address.size,
        pageSizeOptions: [...props.pageSizes],
        total: props.total,
        showSizeChanger: true,
        showTotal: (total) =>
          selectionTotal({
            total: props.totalText(total),
            selected: props.selected.length,
            onClear: () => onSelect([]),
          }),
        onChange: (page, size) => onChange(size === address.size ? { page } : { size }),
      }}
      onChange={(_, filters, __, { action }) => {
        if (action === 'filter') onChange({ filter: String(filters[filterKey]?.[0] ?? '') })
      }}
    />
  )
}
