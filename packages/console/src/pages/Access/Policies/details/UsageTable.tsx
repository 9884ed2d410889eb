import type { listEntitiesForPolicy } from '@yanshu/protocol'
import { Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ActionResult } from '../../../../api/action-types.ts'
import type { ListAddress } from '../../../../app/use-list-address.ts'
import { EmptyState } from '../../../../design/EmptyState.tsx'
import { userGroupAddress } from '../../Groups/user-group-address.ts'
import { userAddress } from '../../Users/user-row.ts'
import { DetachButton } from './DetachButton.tsx'
import type { PolicyDetails } from './PolicyDetailsPage.tsx'

export type PolicyEntity = ActionResult<typeof listEntitiesForPolicy>['List'][number]

interface UsageTableProps {
  readonly policy: PolicyDetails
  readonly entities: readonly PolicyEntity[]
  readonly total: number
  readonly loading: boolean
  readonly address: ListAddress
  readonly sizes: number[]
  readonly onChange: (part: Partial<ListAddress>) => void
}

function addressOf({ RelatedType, Id, Name }: PolicyEntity): string {
  return RelatedType === 1 ? userAddress(Name) : userGroupAddress(Number(Id))
}

export function UsageTable(props: UsageTableProps) {
  const { t } = useTranslation()
  const { policy, address, onChange } = props
  return (
    <Table<PolicyEntity>
      className="ys-table"
      size="small"
      rowKey={({ RelatedType, Id }) => `${RelatedType} ${Id}`}
      scroll={{ x: 640 }}
      loading={props.loading}
      dataSource={props.entities}
      columns={[
        {
          title: t('policies.usage.name'),
          dataIndex: 'Name',
          rowScope: 'row',
          render: (_, row) => <Link to={addressOf(row)}>{row.Name}</Link>,
        },
        {
          title: t('policies.usage.kind'),
          dataIndex: 'RelatedType',
          width: 140,
          render: (type: number) => (
            <Tag>{t(`policies.principals.kinds.${type === 1 ? 'user' : 'group'}`)}</Tag>
          ),
        },
        {
          title: t('policies.usage.id'),
          key: 'id',
          width: 180,
          render: (_, row) => (
            <span className="ys-mono">{row.RelatedType === 1 ? row.Uin : row.Id}</span>
          ),
        },
        {
          title: t('policies.usage.since'),
          dataIndex: 'AttachmentTime',
          width: 170,
          render: (time: string) => <span className="ys-digits">{time}</span>,
        },
        {
          title: t('policies.table.actions'),
          key: 'actions',
          fixed: 'end',
          width: 96,
          render: (_, row) => <DetachButton policy={policy} entity={row} />,
        },
      ]}
      locale={{
        emptyText: props.loading ? (
          <div className="ys-empty" />
        ) : (
          <EmptyState
            title={t('policies.usage.empty.title')}
            hint={t('policies.usage.empty.hint')}
          />
        ),
      }}
      pagination={{
        current: address.page,
        pageSize: address.size,
        pageSizeOptions: props.sizes,
        total: props.total,
        showSizeChanger: true,
        showTotal: (total) => t('policies.usage.total', { total }),
        onChange: (page, size) => onChange(size === address.size ? { page } : { size }),
      }}
    />
  )
}
