import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { attachGroupPolicy, createUserGroup, deleteUserGroup } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../../design/Allowed.tsx'
import { ToolbarSearch } from '../../../design/ToolbarSearch.tsx'
import type { UserGroup, UserGroupDialog } from './UserGroupDialogs.tsx'

interface UserGroupsToolbarProps {
  readonly keyword: string
  readonly selected: readonly UserGroup[]
  readonly onSearch: (keyword: string) => void
  readonly onOpen: (dialog: UserGroupDialog) => void
}

export function UserGroupsToolbar(props: UserGroupsToolbarProps) {
  const { t } = useTranslation()
  const { selected, onOpen } = props
  const none = selected.length === 0
  return (
    <div className="ys-toolbar" role="toolbar" aria-label={t('usergroups.title')}>
      <Allowed action={createUserGroup}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => onOpen({ kind: 'create' })}>
          {t('usergroups.create.action')}
        </Button>
      </Allowed>
      <Allowed action={attachGroupPolicy}>
        <Button disabled={none} onClick={() => onOpen({ kind: 'authorize', groups: selected })}>
          {t('users.actions.authorize')}
        </Button>
      </Allowed>
      <Allowed action={deleteUserGroup}>
        <Button
          icon={<DeleteOutlined />}
          disabled={none}
          onClick={() => onOpen({ kind: 'delete', groups: selected })}
        >
          {t('common.delete')}
        </Button>
      </Allowed>
      <ToolbarSearch
        keyword={props.keyword}
        maxLength={64}
        label={t('usergroups.search')}
        onSearch={props.onSearch}
      />
    </div>
  )
}
