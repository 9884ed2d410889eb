import type { listEntitiesForPolicy } from '@yanshu/protocol'
import { Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ActionResult } from '../../../../api/action-types.ts'
import type { ListPage } from '../../../../app/use-list-page.ts'
import { EmptyState } from '../../../../design/EmptyState.tsx'
import { PagedTable } from '../../../../design/PagedTable.tsx'
import { userGroupAddress } from '../../Groups/user-group-address.ts'
import { userAddress } from '../../Users/user-row.ts'
import { DetachButton } from './DetachButton.tsx'
import type { PolicyDetails } from './PolicyDetailsPage.tsx'

export type PolicyEntity = ActionResult<typeof listEntitiesForPolicy>['List'][number]

/** A user or group as a row; a user and a group may have the same number. */
interface EntityRow extends PolicyEntity {
  readonly key: string
}

export function toRow(entity: PolicyEntity): EntityRow {
  return { ...entity, key: `${entity.RelatedType} ${entity.Id}` }
}

interface UsageTableProps {
  readonly policy: PolicyDetails
  readonly list: ListPage<EntityRow>
}

function addressOf({ RelatedType, Id, Name }: PolicyEntity): string {
  return RelatedType === 1 ? userAddress(Name) : userGroupAddress(Number(Id))
}

export function UsageTable({ policy, list }: UsageTableProps) {
  const { t } = useTranslation()
  return (
    <PagedTable<EntityRow>
      list={list}
      rowKey="key"
      columns={columnsOf(t, policy)}
      filterKey=""
      width={640}
      isTickable={false}
      totalText={(total) => t('policies.usage.total', { total })}
      empty={
        <EmptyState title={t('policies.usage.empty.title')} hint={t('policies.usage.empty.hint')} />
      }
    />
  )
}

function columnsOf(t: TFunction, policy: PolicyDetails): TableColumnsType<EntityRow> {
  return [
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
  ]
}
