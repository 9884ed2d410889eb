import { CloseOutlined, SwapOutlined } from '@ant-design/icons'
import { Button, Input, Table } from 'antd'
import type { TableColumnsType, TableProps } from 'antd'
import type { ReactNode } from 'react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadFailure } from '../../design/LoadFailure.tsx'
import './pick-lists.css'

export interface PickListsProps<Row> {
  /** Names a row to the table. */
  readonly rowKey: keyof Row & string
  /** Names a row to people. */
  readonly nameOf: (row: Row) => string
  readonly columns: TableColumnsType<Row>
  /** Those of the list at the right, which filters nothing. */
  readonly pickedColumns: TableColumnsType<Row>
  /** Over the list to pick from, with how many there are. */
  readonly title: string
  readonly searchLabel: string
  readonly onSearch: (keyword: string) => void
  readonly rows: readonly Row[]
  readonly total: number
  readonly loading: boolean
  readonly error?: Error | null
  readonly onRetry?: () => void
  readonly page: number
  readonly pageSize: number
  readonly onPage: (page: number) => void
  readonly onFilter?: TableProps<Row>['onChange']
  readonly picked: readonly Row[]
  readonly onPick: (picked: readonly Row[]) => void
  /** Rows that are there already: shown as ticked, and not for change here. */
  readonly isHeld?: (row: Row) => boolean
  readonly empty: ReactNode
}

const HEIGHT = 330

/** What there is at the left, with boxes to tick; what is ticked at the right. */
export function PickLists<Row extends object>(props: PickListsProps<Row>) {
  return (
    <div className="ys-pick">
      <Choices {...props} />
      <SwapOutlined className="ys-pick__arrow" aria-hidden />
      <Picked {...props} />
    </div>
  )
}

function Choices<Row extends object>(props: PickListsProps<Row>) {
  const { rowKey, picked, onPick, isHeld } = props
  const titleId = useId()
  const keyOf = (row: Row) => row[rowKey] as string | number
  const held = isHeld ? props.rows.filter(isHeld) : []
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId}>{props.title}</h3>
      <Input.Search
        allowClear
        maxLength={64}
        placeholder={props.searchLabel}
        aria-label={props.searchLabel}
        onChange={(event) => props.onSearch(event.target.value.trim())}
      />
      {props.error ? (
        <LoadFailure error={props.error} onRetry={() => props.onRetry?.()} />
      ) : (
        <Table<Row>
          className="ys-table"
          rowKey={rowKey}
          size="small"
          scroll={{ y: HEIGHT }}
          loading={props.loading}
          dataSource={props.rows}
          columns={props.columns}
          rowSelection={{
            columnWidth: 36,
            preserveSelectedRowKeys: true,
            selectedRowKeys: [...picked, ...held].map(keyOf),
            onChange: (_, rows) =>
              onPick(rows.filter((row) => row !== undefined && isHeld?.(row) !== true)),
            getCheckboxProps: (row) => ({
              'aria-label': props.nameOf(row),
              disabled: isHeld?.(row) === true,
            }),
          }}
          locale={{ emptyText: props.loading ? <div className="ys-empty" /> : props.empty }}
          pagination={{
            simple: true,
            size: 'small',
            current: props.page,
            pageSize: props.pageSize,
            total: props.total,
            hideOnSinglePage: true,
            showSizeChanger: false,
            onChange: props.onPage,
          }}
          onChange={props.onFilter ?? (() => undefined)}
        />
      )}
    </section>
  )
}

function Picked<Row extends object>(props: PickListsProps<Row>) {
  const { t } = useTranslation()
  const { rowKey, picked, onPick } = props
  const titleId = useId()
  const columns: TableColumnsType<Row> = [
    ...props.pickedColumns,
    {
      key: 'remove',
      width: 40,
      render: (_, row) => (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('common.rowAction', {
            action: t('access.pick.remove'),
            what: props.nameOf(row),
          })}
          onClick={() => onPick(picked.filter((other) => other[rowKey] !== row[rowKey]))}
        />
      ),
    },
  ]
  return (
    <section aria-labelledby={titleId} className="ys-pick__picked">
      <h3 id={titleId}>{t('access.pick.selected', { total: picked.length })}</h3>
      <Table<Row>
        className="ys-table"
        rowKey={rowKey}
        size="small"
        scroll={{ y: HEIGHT + 44 }}
        dataSource={picked}
        columns={columns}
        pagination={false}
        locale={{ emptyText: <div className="ys-empty ys-quiet">{t('access.pick.none')}</div> }}
      />
    </section>
  )
}
