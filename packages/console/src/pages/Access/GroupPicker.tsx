import { listUserGroups } from '@yanshu/protocol'
import type { TableColumnType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useSettled } from '../../app/use-settled.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { PickLists } from './PickLists.tsx'

/** A user group as it is picked from the list. */
export interface PickedGroup {
  readonly GroupId: number
  readonly GroupName: string
  readonly Remark: string
}

interface GroupPickerProps {
  readonly picked: readonly PickedGroup[]
  readonly onPick: (picked: readonly PickedGroup[]) => void
  /** Groups that the user is in already. */
  readonly held?: ReadonlySet<number>
}

const PAGE_SIZE = 50
const TYPING_PAUSE_MS = 250

/** User groups to tick, searched by name. */
export function GroupPicker({ picked, onPick, held }: GroupPickerProps) {
  const { t } = useTranslation()
  const [{ keyword, page }, setView] = useState({ keyword: '', page: 1 })
  const settled = useSettled(keyword, TYPING_PAUSE_MS)
  const list = useActionQuery(
    listUserGroups,
    { Page: page, Rp: PAGE_SIZE, ...(settled === '' ? {} : { Keyword: settled }) },
    { keepPrevious: true },
  )
  const total = list.data?.TotalNum ?? 0
  const column: TableColumnType<PickedGroup> = {
    title: t('access.pick.groupName'),
    dataIndex: 'GroupName',
    render: (name: string, { Remark }) => (
      <>
        <div>{name}</div>
        {Remark !== '' && <div className="ys-quiet">{Remark}</div>}
      </>
    ),
  }
  return (
    <PickLists<PickedGroup>
      rowKey="GroupId"
      nameOf={(group) => group.GroupName}
      columns={[column]}
      pickedColumns={[column]}
      title={t('access.pick.groups', { total })}
      searchLabel={t('access.pick.searchGroups')}
      onSearch={(next) => setView({ keyword: next, page: 1 })}
      rows={list.data?.GroupInfo ?? []}
      total={total}
      loading={list.isPending || list.isPlaceholderData}
      error={list.error}
      onRetry={() => void list.refetch()}
      page={page}
      pageSize={PAGE_SIZE}
      onPage={(next) => setView((view) => ({ ...view, page: next }))}
      picked={picked}
      onPick={onPick}
      isHeld={({ GroupId }) => held?.has(GroupId) === true}
      empty={<EmptyState title={t('access.pick.noGroups')} />}
    />
  )
}
