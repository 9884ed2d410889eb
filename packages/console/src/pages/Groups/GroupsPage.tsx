import { describeGroupList } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useAppId } from '../../app/use-app-id.ts'
import { useListPage } from '../../app/use-list-page.ts'
import { restAddress } from '../../app/endpoints.ts'
import { CopyText } from '../../design/CopyText.tsx'
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
  const { dialog, open, close } = useDialog<GroupDialog>()
  const list = useListPage(describeGroupList, {
    defaults: listDefaults,
    params: (address) => groupListParams(appId, address),
    read: ({ GroupList, TotalCount }) => ({ rows: GroupList, total: TotalCount }),
  })

  return (
    <Page title={t('groups.title')} description={<Description />}>
      <GroupsToolbar
        address={list.address}
        selected={list.selected}
        onSearch={(keyword) => list.change({ keyword })}
        onOpen={open}
      />
      <GroupsTable appId={appId} list={list} onOpen={open} />
      <GroupDialogs
        appId={appId}
        dialog={dialog}
        onClose={close}
        onDismissed={(ids) => list.unselect(({ GroupId }) => ids.includes(GroupId))}
      />
    </Page>
  )
}

/** What dismissing means, and that servers can do the same. */
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
