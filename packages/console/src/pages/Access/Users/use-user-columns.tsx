import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { CopyText } from '../../../design/CopyText.tsx'
import { AssociatedInfo } from './AssociatedInfo.tsx'
import type { UserDialog } from './UserDialogs.tsx'
import { UserRowActions } from './UserRowActions.tsx'
import { userAddress } from './user-row.ts'
import type { UserRow } from './user-row.ts'

/** The columns of the user list (C-230), with the actions of a row at the end. */
export function useUserColumns(onOpen: (dialog: UserDialog) => void): TableColumnsType<UserRow> {
  const { t } = useTranslation()
  return [
    {
      title: t('users.fields.name'),
      dataIndex: 'Name',
      ellipsis: true,
      render: (_, user) => <UserName user={user} />,
    },
    {
      title: t('users.fields.type'),
      dataIndex: 'isRoot',
      width: 120,
      render: (isRoot: boolean) => t(isRoot ? 'common.rootAccount' : 'common.subUser'),
    },
    {
      title: t('users.fields.uin'),
      dataIndex: 'Uin',
      width: 170,
      render: (uin: number) => <CopyText text={String(uin)} label={t('users.fields.uin')} />,
    },
    {
      title: t('users.fields.created'),
      dataIndex: 'CreateTime',
      width: 160,
      render: (time: string) => <span className="ys-digits">{time}</span>,
    },
    {
      title: t('users.fields.info'),
      key: 'info',
      width: 130,
      render: (_, user) => <AssociatedInfo user={user} />,
    },
    {
      title: t('access.actions'),
      key: 'actions',
      fixed: 'end',
      width: 150,
      render: (_, user) => <UserRowActions user={user} onOpen={onOpen} />,
    },
  ]
}

function UserName({ user }: { user: UserRow }) {
  return (
    <>
      <Link to={userAddress(user.Name)}>{user.Name}</Link>
      {user.Remark !== '' && (
        <div className="ys-quiet ys-one-line" title={user.Remark}>
          {user.Remark}
        </div>
      )}
    </>
  )
}
