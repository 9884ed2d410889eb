import { addGroupMembers } from '@yanshu/protocol'
import type { GroupMemberItem, GroupType } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListAddress } from '../../app/use-list-address.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { ListTable } from '../../design/ListTable.tsx'
import { pageSizes } from '../Groups/group-list-params.ts'
import type { MemberDialog } from './MemberDialogs.tsx'
import { useMemberColumns } from './use-member-columns.tsx'

interface MembersTableProps {
  readonly groupType: GroupType
  readonly members: readonly GroupMemberItem[]
  readonly total: number
  readonly loading: boolean
  readonly address: ListAddress
  readonly selected: readonly GroupMemberItem[]
  readonly onChange: (part: Partial<ListAddress>) => void
  readonly onSelect: (rows: readonly GroupMemberItem[]) => void
  readonly onOpen: (dialog: MemberDialog) => void
}

export function MembersTable(props: MembersTableProps) {
  const { t } = useTranslation()
  const { address } = props
  const columns = useMemberColumns(address.filter, props.onOpen)
  return (
    <ListTable<GroupMemberItem>
      rowKey="UserID"
      columns={columns}
      filterKey="Role"
      width={1120}
      rows={props.members}
      total={props.total}
      totalText={(total) => t('groups.table.total', { total })}
      loading={props.loading}
      pageSizes={pageSizes}
      address={address}
      selected={props.selected}
      empty={<NoMembers {...props} />}
      onChange={props.onChange}
      onSelect={props.onSelect}
    />
  )
}

function NoMembers({ address, onChange, onOpen }: MembersTableProps) {
  const { t } = useTranslation()
  if (address.keyword !== '' || address.filter !== '') {
    return (
      <EmptyState title={t('groups.members.noMatch')}>
        <Button onClick={() => onChange({ keyword: '', filter: '' })}>
          {t('groups.noMatch.clear')}
        </Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t('groups.members.empty.title')} hint={t('groups.members.empty.hint')}>
      <Allowed action={addGroupMembers}>
        <Button type="primary" onClick={() => onOpen({ kind: 'add' })}>
          {t('groups.members.add')}
        </Button>
      </Allowed>
    </EmptyState>
  )
}
