import { deleteAccounts, modifyAccountInfo } from '@yanshu/protocol'
import type { AccountItem } from '@yanshu/protocol'
import { Button, Tag, Tooltip } from 'antd'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { CopyText } from '../../design/CopyText.tsx'
import { formatDateTime } from '../../design/format.ts'
import { PersonAvatar } from '../../design/PersonAvatar.tsx'
import type { AccountDialog } from './AccountDialogs.tsx'
import { accountTypes } from './account-list-params.ts'

/** The columns of the account table, with the actions of a row at the end. */
export function useAccountColumns(
  filter: string,
  onOpen: (dialog: AccountDialog) => void,
): TableColumnsType<AccountItem> {
  const { t } = useTranslation()
  return [
    {
      title: t('accounts.table.userId'),
      dataIndex: 'UserID',
      // A UserID of 32 characters stays on one line.
      width: 292,
      render: (_, row) => <CopyText text={row.UserID} label={row.UserID} />,
    },
    {
      title: t('accounts.table.nick'),
      dataIndex: 'Nick',
      ellipsis: true,
      render: (nick: string | undefined) => nick || '-',
    },
    {
      title: t('accounts.table.type'),
      dataIndex: 'AccountType',
      key: 'AccountType',
      width: 150,
      filters: accountTypes.map((type) => ({ value: type, text: t(`accounts.types.${type}`) })),
      filterMultiple: false,
      filteredValue: filter === '' ? null : [filter],
      render: (_, row) => <AccountKind account={row} />,
    },
    {
      title: t('accounts.table.avatar'),
      dataIndex: 'FaceUrl',
      width: 100,
      render: (_, row) => <PersonAvatar name={row.Nick || row.UserID} image={row.FaceUrl} />,
    },
    {
      title: t('accounts.table.created'),
      dataIndex: 'CreateTime',
      width: 160,
      render: (time: number) => <span className="ys-digits">{formatDateTime(time)}</span>,
    },
    {
      title: t('accounts.table.actions'),
      key: 'actions',
      fixed: 'end',
      width: 164,
      render: (_, row) => <RowActions account={row} onOpen={onOpen} />,
    },
  ]
}

function AccountKind({ account }: { account: AccountItem }) {
  const { t } = useTranslation()
  return (
    <span className="ys-row">
      {t(`accounts.types.${account.AccountType}`)}
      {account.BuiltIn && (
        <Tooltip title={t('accounts.table.builtInHint')}>
          <Tag tabIndex={0}>{t('accounts.table.builtIn')}</Tag>
        </Tooltip>
      )}
    </span>
  )
}

interface RowActionsProps {
  readonly account: AccountItem
  readonly onOpen: (dialog: AccountDialog) => void
}

function RowActions({ account, onOpen }: RowActionsProps) {
  const { t } = useTranslation()
  const nameOf = (action: string) => t('common.rowAction', { action, what: account.UserID })
  return (
    <span className="ys-row-actions">
      <Button
        type="link"
        size="small"
        aria-label={nameOf(t('accounts.table.export'))}
        onClick={() => onOpen({ kind: 'export', userIds: [account.UserID] })}
      >
        {t('accounts.table.export')}
      </Button>
      <Allowed action={modifyAccountInfo}>
        <Button
          type="link"
          size="small"
          aria-label={nameOf(t('common.edit'))}
          onClick={() => onOpen({ kind: 'edit', account })}
        >
          {t('common.edit')}
        </Button>
      </Allowed>
      <Allowed action={deleteAccounts}>
        <Button
          type="link"
          size="small"
          danger
          disabled={account.BuiltIn}
          aria-label={nameOf(t('common.delete'))}
          onClick={() => onOpen({ kind: 'delete', accounts: [account] })}
        >
          {t('common.delete')}
        </Button>
      </Allowed>
    </span>
  )
}
