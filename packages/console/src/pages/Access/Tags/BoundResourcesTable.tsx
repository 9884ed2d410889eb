import { unTagResources } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Allowed } from '../../../design/Allowed.tsx'
import { AppTags } from '../../../design/AppTags.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { selectionTotal } from '../../../design/SelectionTotal.tsx'
import type { BoundResource } from './bound-resource.ts'
import { isBoundPolicy, nameOfBound } from './bound-resource.ts'
import { useAppNames } from './use-app-names.ts'

export const PAGE = 10

interface BoundResourcesTableProps {
  readonly rows: readonly BoundResource[]
  readonly total: number
  readonly loading: boolean
  readonly page: number
  readonly onPage: (page: number) => void
  readonly selected: readonly BoundResource[]
  readonly onSelect: (resources: readonly BoundResource[]) => void
  readonly onUnbind: (resources: readonly BoundResource[]) => void
}

export function BoundResourcesTable(props: BoundResourcesTableProps) {
  const { t } = useTranslation()
  const { selected, onSelect } = props
  // Of other pages there are only those that are selected.
  const known = new Map([...selected, ...props.rows].map((one) => [nameOfBound(one), one]))
  return (
    <Table<BoundResource>
      className="ys-table"
      rowKey={nameOfBound}
      size="small"
      tableLayout="fixed"
      loading={props.loading}
      dataSource={props.rows}
      columns={useColumns(props.onUnbind)}
      rowSelection={{
        columnWidth: 44,
        preserveSelectedRowKeys: true,
        selectedRowKeys: selected.map(nameOfBound),
        onChange: (names) => onSelect(names.flatMap((name) => known.get(String(name)) ?? [])),
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

function useColumns(
  onUnbind: (resources: readonly BoundResource[]) => void,
): TableColumnsType<BoundResource> {
  const { t } = useTranslation()
  return [
    {
      title: t('tags.resource'),
      key: 'resource',
      rowScope: 'row',
      render: (_, resource) => <BoundName resource={resource} />,
    },
    {
      title: t('tags.title'),
      dataIndex: 'Tags',
      width: '48%',
      render: (tags: BoundResource['Tags']) => <AppTags tags={tags} />,
    },
    {
      title: t('tags.operation'),
      key: 'actions',
      width: 100,
      render: (_, resource) => (
        <span className="ys-row-actions">
          <Allowed action={unTagResources}>
            <Button
              type="link"
              size="small"
              danger
              aria-label={t('common.rowAction', {
                action: t('tags.unbind.action'),
                what: resource.ResourceId,
              })}
              onClick={() => onUnbind([resource])}
            >
              {t('tags.unbind.action')}
            </Button>
          </Allowed>
        </span>
      ),
    },
  ]
}

function BoundName({ resource }: { readonly resource: BoundResource }) {
  const { t } = useTranslation()
  const names = useAppNames()
  const { ResourceId: id } = resource
  if (isBoundPolicy(resource)) {
    return <Link to={`/access/policies/${id}`}>{t('tags.bound.policy', { id })}</Link>
  }
  return (
    <>
      <Link to={`/apps/${id}/basic`}>{names.get(id) ?? id}</Link>
      {names.has(id) && <div className="ys-quiet ys-digits">{id}</div>}
    </>
  )
}
