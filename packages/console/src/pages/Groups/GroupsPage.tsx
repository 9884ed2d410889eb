import { describeGroupList } from '@yanshu/protocol'
import type { GroupItem } from '@yanshu/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useAppId } from '../../app/use-app-id.ts'
import { useLastPage, useListAddress } from '../../app/use-list-address.ts'
import { restAddress } from '../../app/endpoints.ts'
import { CopyText } from '../../design/CopyText.tsx'
import { LoadFailure } from '../../design/LoadFailure.tsx'
import { Page } from '../../design/Page.tsx'
import { useDialog } from '../../design/use-dialog.ts'
import { GroupDialogs } from './GroupDialogs.tsx'
import type { GroupDialog } from './GroupDialogs.tsx'
import { GroupsTable } from './GroupsTable.tsx'
import { GroupsToolbar } from './GroupsToolbar.tsx'
import { groupListParams, listDefaults } from './group-list-params.ts'

/** 群组管理: the groups of one application. Search, filter and page live in the address. */
export function GroupsPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const [address, change] = useListAddress(listDefaults)
  const [selected, setSelected] = useState<readonly GroupItem[]>([])
  const { dialog, open, close } = useDialog<GroupDialog>()
  const list = useActionQuery(describeGroupList, groupListParams(appId, address), {
    keepPrevious: true,
  })
  useLastPage(list.isPlaceholderData ? undefined : list.data?.TotalCount, address, change)

  return (
    <Page title={t('groups.title')} description={<Description />}>
      <GroupsToolbar
        address={address}
        selected={selected}
        onSearch={(keyword) => change({ keyword })}
        onOpen={open}
      />
      {list.isError ? (
        <LoadFailure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <GroupsTable
          appId={appId}
          groups={list.data?.GroupList ?? []}
          total={list.data?.TotalCount ?? 0}
          loading={list.isPending || list.isPlaceholderData}
          address={address}
          selected={selected}
          onChange={change}
          onSelect={setSelected}
          onOpen={open}
        />
      )}
      <GroupDialogs
        appId={appId}
        dialog={dialog}
        onClose={close}
        onDismissed={(ids) =>
          setSelected((rows) => rows.filter((row) => !ids.includes(row.GroupId)))
        }
      />
    </Page>
  )
}

/** What dismissing means (C-156), and that servers can do the same (C-143). */
function Description() {
  const { t } = useTranslation()
  return (
    <>
      {t('groups.description')}
      <br />
      {t('groups.restHint')}{' '}
      <CopyText text={`${restAddress()}group_open_http_svc/`} label={t('basic.connect.rest')} />
    </>
  )
}
