import { Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { userGroupAddress } from '../Groups/user-group-address.ts'
import type { AttachedPolicy } from './AttachedPolicies.tsx'
import { DetachButton } from './DetachButton.tsx'
import type { UserDetails } from './UserDetailsPage.tsx'

/** The columns of what a user has, with the way by which it has it. */
export function useAttachedColumns(user: UserDetails): TableColumnsType<AttachedPolicy> {
  const { t } = useTranslation()
  return [
    {
      title: t('access.policy.name'),
      dataIndex: 'PolicyName',
      render: (name: string, { Description }) => (
        <>
          <div>{name}</div>
          {Description !== '' && <div className="ys-quiet">{Description}</div>}
        </>
      ),
    },
    {
      title: t('access.policy.type'),
      dataIndex: 'StrategyType',
      width: 110,
      render: (type: string) => t(type === '2' ? 'access.policy.preset' : 'access.policy.custom'),
    },
    {
      title: t('users.permissions.via'),
      key: 'via',
      width: 170,
      render: (_, policy) => <Via policy={policy} />,
    },
    {
      title: t('users.permissions.attached'),
      dataIndex: 'AddTime',
      width: 160,
      render: (time: string) => <span className="ys-digits">{time}</span>,
    },
    {
      title: t('access.actions'),
      key: 'actions',
      fixed: 'end',
      width: 110,
      render: (_, policy) => <DetachButton user={user} policy={policy} />,
    },
  ]
}

function Via({ policy: { Direct, Groups } }: { policy: AttachedPolicy }) {
  const { t } = useTranslation()
  return (
    <span className="ys-tags">
      {Direct === 1 && <Tag>{t('users.permissions.direct')}</Tag>}
      {Groups.map(({ GroupId, GroupName }) => (
        <Tag key={GroupId}>
          <Link to={userGroupAddress(GroupId, 'policies')}>
            {t('users.permissions.byGroup', { group: GroupName })}
          </Link>
        </Tag>
      ))}
    </span>
  )
}
