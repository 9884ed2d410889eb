import { describeAccountList } from '@yanshu/protocol'
import type { AccountItem } from '@yanshu/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useAppId } from '../../app/use-app-id.ts'
import { useLastPage, useListAddress } from '../../app/use-list-address.ts'
import { LoadFailure } from '../../design/LoadFailure.tsx'
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
  const [address, change] = useListAddress(listDefaults)
  const [selected, setSelected] = useState<readonly AccountItem[]>([])
  const { dialog, open, close } = useDialog<AccountDialog>()
  const list = useActionQuery(describeAccountList, accountListParams(appId, address), {
    keepPrevious: true,
  })
  useLastPage(list.isPlaceholderData ? undefined : list.data?.TotalCount, address, change)

  return (
    <Page title={t('accounts.title')} description={t('accounts.description')}>
      <AccountsToolbar
        keyword={address.keyword}
        selected={selected}
        onSearch={(keyword) => change({ keyword })}
        onOpen={open}
      />
      {list.isError ? (
        <LoadFailure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <AccountsTable
          accounts={list.data?.AccountList ?? []}
          total={list.data?.TotalCount ?? 0}
          loading={list.isPending || list.isPlaceholderData}
          address={address}
          selected={selected}
          onChange={change}
          onSelect={setSelected}
          onOpen={open}
        />
      )}
      <AccountDialogs
        appId={appId}
        dialog={dialog}
        onClose={close}
        onDeleted={(ids) => setSelected((rows) => rows.filter((row) => !ids.includes(row.UserID)))}
      />
    </Page>
  )
}
