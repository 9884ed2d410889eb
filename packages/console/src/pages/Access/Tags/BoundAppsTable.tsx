import { unTagResources } from '@yanshu/protocol'
import type { describeResourcesByTags } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ActionResult } from '../../../api/action-types.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { AppTags } from '../../../design/AppTags.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { selectionTotal } from '../../../design/SelectionTotal.tsx'
import { useAppNames } from './use-app-names.ts'

export const PAGE = 10

type BoundApp = ActionResult<typeof describeResourcesByTags>['Rows'][number]

interface BoundAppsTableProps {
  readonly rows: readonly BoundApp[]
  readonly total: number
  readonly loading: boolean
  readonly page: number
  readonly onPage: (page: number) => void
  readonly selected: readonly string[]
  readonly onSelect: (appIds: readonly string[]) => void
  readonly onUnbind: (appIds: readonly string[]) => void
}

export function BoundAppsTable(props: BoundAppsTableProps) {
  const { t } = useTranslation()
  const { selected, onSelect } = props
  return (
    <Table<BoundApp>
      className="ys-table"
      rowKey="ResourceId"
      size="small"
      tableLayout="fixed"
      loading={props.loading}
      dataSource={props.rows}
      columns={useColumns(props.onUnbind)}
      rowSelection={{
        columnWidth: 44,
        preserveSelectedRowKeys: true,
        selectedRowKeys: [...selected],
        onChange: (ids) => onSelect(ids.map(String)),
        getCheckboxProps: ({ ResourceId }) => ({ 'aria-label': ResourceId }),
      }}
      locale={{
        emptyText: props.loading ? (
          <div className="ys-empty" />
        ) : (
          <EmptyState title={t('tags.bound.empty.title')} hint={t('tags.bound.empty.hint')} />
        ),
      }}
      pagination={{
        current: props.page,
        pageSize: PAGE,
        total: props.total,
        showSizeChanger: false,
        showTotal: (total) =>
          selectionTotal({
            total: t('tags.bound.total', { total }),
            selected: selected.length,
            onClear: () => onSelect([]),
          }),
        onChange: props.onPage,
      }}
    />
  )
}

function useColumns(onUnbind: (appIds: readonly string[]) => void): TableColumnsType<BoundApp> {
  const { t } = useTranslation()
  const names = useAppNames()
  return [
    {
      title: t('tags.app'),
      dataIndex: 'ResourceId',
      rowScope: 'row',
      render: (appId: string) => (
        <>
          <Link to={`/apps/${appId}/basic`}>{names.get(appId) ?? appId}</Link>
          {names.has(appId) && <div className="ys-quiet ys-digits">{appId}</div>}
        </>
      ),
    },
    {
      title: t('tags.title'),
      dataIndex: 'Tags',
      width: '48%',
      render: (tags: BoundApp['Tags']) => <AppTags tags={tags} />,
    },
    {
      title: t('tags.operation'),
      key: 'actions',
      width: 100,
      render: (_, { ResourceId }) => (
        <span className="ys-row-actions">
          <Allowed action={unTagResources}>
            <Button
              type="link"
              size="small"
              danger
              aria-label={t('common.rowAction', {
                action: t('tags.unbind.action'),
                what: ResourceId,
              })}
              onClick={() => onUnbind([ResourceId])}
            >
              {t('tags.unbind.action')}
            </Button>
          </Allowed>
        </span>
      ),
    },
  ]
}
