import { UserAddOutlined, UserDeleteOutlined } from '@ant-design/icons'
import { addGroupMembers, removeGroupMembers } from '@yanshu/protocol'
import type { GroupMemberItem } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { ToolbarSearch } from '../../design/ToolbarSearch.tsx'
import type { MemberDialog } from './MemberDialogs.tsx'

interface MembersToolbarProps {
  readonly keyword: string
  readonly selected: readonly GroupMemberItem[]
  readonly onSearch: (keyword: string) => void
  readonly onOpen: (dialog: MemberDialog) => void
}

export function MembersToolbar({ keyword, selected, onSearch, onOpen }: MembersToolbarProps) {
  const { t } = useTranslation()
  const userIds = selected.map(({ UserID }) => UserID)
  return (
    <div className="ys-toolbar" role="toolbar" aria-label={t('groups.details.tabs.members')}>
      <Allowed action={addGroupMembers}>
        <Button type="primary" icon={<UserAddOutlined />} onClick={() => onOpen({ kind: 'add' })}>
          {t('groups.members.add')}
        </Button>
      </Allowed>
      <Allowed action={removeGroupMembers}>
        <Button
          icon={<UserDeleteOutlined />}
          disabled={userIds.length === 0}
          onClick={() => onOpen({ kind: 'remove', userIds })}
        >
          {t('groups.members.remove')}
        </Button>
      </Allowed>
      <ToolbarSearch
        keyword={keyword}
        maxLength={32}
        label={t('groups.members.search')}
        onSearch={onSearch}
      />
    </div>
  )
}
