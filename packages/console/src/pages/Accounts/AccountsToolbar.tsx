import { DeleteOutlined, ExportOutlined, ImportOutlined, PlusOutlined } from '@ant-design/icons'
import { createAccount, deleteAccounts, importAccounts } from '@yanshu/protocol'
import type { AccountItem } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { ToolbarSearch } from '../../design/ToolbarSearch.tsx'
import type { AccountDialog } from './AccountDialogs.tsx'

interface AccountsToolbarProps {
  readonly keyword: string
  readonly selected: readonly AccountItem[]
  readonly onSearch: (keyword: string) => void
  readonly onOpen: (dialog: AccountDialog) => void
}

export function AccountsToolbar(props: AccountsToolbarProps) {
  const { t } = useTranslation()
  const { selected, onOpen } = props
  const none = selected.length === 0
  return (
    <div className="ys-toolbar" role="toolbar" aria-label={t('accounts.title')}>
      <Allowed action={createAccount}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => onOpen({ kind: 'create' })}>
          {t('accounts.toolbar.create')}
        </Button>
      </Allowed>
      <Allowed action={deleteAccounts}>
        <Button
          icon={<DeleteOutlined />}
          disabled={none}
          onClick={() => onOpen({ kind: 'delete', accounts: selected })}
        >
          {t('accounts.toolbar.delete')}
        </Button>
      </Allowed>
      <Allowed action={importAccounts}>
        <Button icon={<ImportOutlined />} onClick={() => onOpen({ kind: 'import' })}>
          {t('accounts.toolbar.import')}
        </Button>
      </Allowed>
      <Button
        icon={<ExportOutlined />}
        disabled={none}
        onClick={() => onOpen({ kind: 'export', userIds: selected.map((row) => row.UserID) })}
      >
        {t('accounts.toolbar.export')}
      </Button>
      <ToolbarSearch
        keyword={props.keyword}
        maxLength={32}
        label={t('accounts.toolbar.search')}
        onSearch={props.onSearch}
      />
    </div>
  )
}
