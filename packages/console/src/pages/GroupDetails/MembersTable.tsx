import { addGroupMembers } from '@yanshu/protocol'
import type { GroupMemberItem } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListPage } from '../../app/use-list-page.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { EmptyList } from '../../design/EmptyList.tsx'
import { PagedTable } from '../../design/PagedTable.tsx'
import type { MemberDialog } from './MemberDialogs.tsx'
import { useMemberColumns } from './use-member-columns.tsx'

interface MembersTableProps {
  readonly list: ListPage<GroupMemberItem>
  readonly onOpen: (dialog: MemberDialog) => void
}

export function MembersTable({ list, onOpen }: MembersTableProps) {
  const { t } = useTranslation()
  const columns = useMemberColumns(list.address.filter, onOpen)
  return (
    <PagedTable<GroupMemberItem>
      list={list}
      rowKey="UserID"
      columns={columns}
      filterKey="Role"
      width={1120}
      totalText={(total) => t('groups.table.total', { total })}
      empty={<NoMembers list={list} onOpen={onOpen} />}
    />
  )
}

function NoMembers({ list, onOpen }: MembersTableProps) {
  const { t } = useTranslation()
  return (
    <EmptyList
      list={list}
      noMatch={t('groups.members.noMatch')}
      clear={t('groups.noMatch.clear')}
      title={t('groups.members.empty.title')}
      hint={t('groups.members.empty.hint')}
    >
      <Allowed action={addGroupMembers}>
        <Button type="primary" onClick={() => onOpen({ kind: 'add' })}>
          {t('groups.members.add')}
        </Button>
      </Allowed>
    </EmptyList>
  )
}
