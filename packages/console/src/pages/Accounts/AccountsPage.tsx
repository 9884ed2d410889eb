import { describeAccountList } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useAppId } from '../../app/use-app-id.ts'
import { useListPage } from '../../app/use-list-page.ts'
import { Page } from '../../design/Page.tsx'
import { useDialog } from '../../design/use-dialog.ts'
import { AccountDialogs } from './AccountDialogs.tsx'
import type { AccountDialog } from './AccountDialogs.tsx'
import { AccountsTable } from './AccountsTable.tsx'
import { AccountsToolbar } from './AccountsToolbar.tsx'
import { accountListParams, listDefaults } from './account-list-params.ts'

/** The accounts of one application. Search, filter and page live in the address. */
export function AccountsPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const { dialog, open, close } = useDialog<AccountDialog>()
  const list = useListPage(describeAccountList, {
    defaults: listDefaults,
    params: (address) => accountListParams(appId, address),
    read: ({ AccountList, TotalCount }) => ({ rows: AccountList, total: TotalCount }),
  })

  return (
    <Page title={t('accounts.title')} description={t('accounts.description')}>
      <AccountsToolbar
        keyword={list.address.keyword}
        selected={list.selected}
        onSearch={(keyword) => list.change({ keyword })}
        onOpen={open}
      />
      <AccountsTable list={list} onOpen={open} />
      <AccountDialogs
        appId={appId}
        dialog={dialog}
        onClose={close}
        onDeleted={(ids) => list.unselect(({ UserID }) => ids.includes(UserID))}
      />
    </Page>
  )
}
