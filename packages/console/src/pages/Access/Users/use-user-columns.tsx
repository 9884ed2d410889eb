import type { TableColumnsType, TableColumnType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { CopyText } from '../../../design/CopyText.tsx'
import { AssociatedInfo } from './AssociatedInfo.tsx'
import type { UserDialog } from './UserDialogs.tsx'
import { UserRowActions } from './UserRowActions.tsx'
import type { LastSignIns } from './use-last-sign-ins.ts'
import type { UserColumn } from './user-columns.ts'
import { phoneOf, userAddress } from './user-row.ts'
import type { UserRow } from './user-row.ts'

type Column = TableColumnType<UserRow> & { readonly width: number }

/** Least pixels of the name, the only column without a width of its own. */
const NAME_WIDTH = 250
/** Of the columns before and after: opening, ticking, acting. */
const ACTIONS_WIDTH = 150
const FIXED_WIDTH = 80 + ACTIONS_WIDTH

interface UserColumnsOptions {
  readonly shown: readonly UserColumn[]
  readonly lastSignIns: LastSignIns
  readonly onOpen: (dialog: UserDialog) => void
}

/**
 * The columns of the user list, with the actions of a row at the end, and the pixels below which
 * the list scrolls sideways.
 */
export function useUserColumns({ shown, lastSignIns, onOpen }: UserColumnsOptions) {
  const { t } = useTranslation()
  const optional = optionalColumns(t, lastSignIns)
  const chosen = shown.map((key) => optional[key])
  const columns: TableColumnsType<UserRow> = [
    {
      title: t('users.fields.name'),
      dataIndex: 'Name',
      ellipsis: true,
      render: (_, user) => <UserName user={user} withRemark={!shown.includes('remark')} />,
    },
    ...chosen,
    {
      title: t('access.actions'),
      key: 'actions',
      fixed: 'end',
      width: ACTIONS_WIDTH,
      render: (_, user) => <UserRowActions user={user} onOpen={onOpen} />,
    },
  ]
  const width = chosen.reduce((sum, column) => sum + column.width, NAME_WIDTH + FIXED_WIDTH)
  return { columns, width }
}

function optionalColumns(
  t: TFunction,
  lastSignIns: LastSignIns,
): Readonly<Record<UserColumn, Column>> {
  return {
    type: {
      title: t('users.fields.type'),
      dataIndex: 'isRoot',
      width: 120,
      render: (isRoot: boolean) => t(isRoot ? 'common.rootAccount' : 'common.subUser'),
    },
    uin: {
      title: t('users.fields.uin'),
      dataIndex: 'Uin',
      width: 170,
      render: (uin: number) => <CopyText text={String(uin)} label={t('users.fields.uin')} />,
    },
    created: {
      title: t('users.fields.created'),
      dataIndex: 'CreateTime',
      width: 160,
      render: (time: string) => <span className="ys-digits">{time}</span>,
    },
    info: {
      title: t('users.fields.info'),
      key: 'info',
      width: 130,
      render: (_, user) => <AssociatedInfo user={user} />,
    },
    remark: {
      title: t('users.fields.remark'),
      dataIndex: 'Remark',
      width: 200,
      ellipsis: true,
      render: (remark: string) => remark || '-',
    },
    phone: {
      title: t('users.fields.phone'),
      key: 'phone',
      width: 170,
      render: (_, user) => <span className="ys-digits">{phoneOf(user) || '-'}</span>,
    },
    email: {
      title: t('users.fields.email'),
      dataIndex: 'Email',
      width: 200,
      ellipsis: true,
      render: (email: string) => email || '-',
    },
    lastSignIn: {
      title: t('users.fields.lastSignIn'),
      key: 'lastSignIn',
      width: 160,
      render: (_, { Uin }) => <span className="ys-digits">{lastSignIns.get(Uin) ?? '-'}</span>,
    },
  }
}

function UserName({ user, withRemark }: { user: UserRow; withRemark: boolean }) {
  return (
    <>
      <Link to={userAddress(user.Name)}>{user.Name}</Link>
      {withRemark && user.Remark !== '' && (
        <div className="ys-quiet ys-one-line" title={user.Remark}>
          {user.Remark}
        </div>
      )}
    </>
  )
}
