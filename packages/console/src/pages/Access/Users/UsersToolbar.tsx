import { DownOutlined, PlusOutlined } from '@ant-design/icons'
import { addUser, addUserToGroup, attachUserPolicy, deleteUser, updateUser } from '@yanshu/protocol'
import { Button, Dropdown, Input } from 'antd'
import type { MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Allowed } from '../../../design/Allowed.tsx'
import { ColumnSettings } from '../../../design/ColumnSettings.tsx'
import { useMenuItems } from '../use-menu-items.tsx'
import type { UserDialog } from './UserDialogs.tsx'
import type { UserColumn } from './user-columns.ts'
import { userColumns, userColumnTitles } from './user-columns.ts'
import type { UserRow } from './user-row.ts'

interface UsersToolbarProps {
  readonly keyword: string
  readonly selected: readonly UserRow[]
  /** Whether a SecretId finds its user. */
  readonly maySearchKeys: boolean
  /** The optional columns that are shown. */
  readonly shown: readonly UserColumn[]
  readonly onShow: (shown: readonly UserColumn[] | undefined) => void
  readonly onSearch: (keyword: string) => void
  readonly onOpen: (dialog: UserDialog) => void
}

export function UsersToolbar(props: UsersToolbarProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const searchLabel = t(props.maySearchKeys ? 'users.searchWithKeys' : 'users.search')
  return (
    <div className="ys-toolbar" role="toolbar" aria-label={t('users.title')}>
      <Allowed action={addUser}>
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() => void navigate('/access/users/new')}
        >
          {t('users.create.action')}
        </Button>
      </Allowed>
      <MoreMenu {...props} />
      <Input.Search
        key={props.keyword}
        defaultValue={props.keyword}
        allowClear
        maxLength={64}
        className="ys-toolbar__end ys-users__search"
        placeholder={searchLabel}
        aria-label={searchLabel}
        onSearch={(value) => props.onSearch(value.trim())}
      />
      <ColumnSettings
        columns={userColumns.map((key) => ({ key, title: t(userColumnTitles[key]) }))}
        shown={props.shown}
        onChange={props.onShow}
      />
    </div>
  )
}

/** What can be done with many at once. */
function MoreMenu({ selected, onOpen }: UsersToolbarProps) {
  const { t } = useTranslation()
  const items: MenuProps['items'] = useMenuItems([
    {
      key: 'authorize',
      label: t('users.actions.authorize'),
      action: attachUserPolicy,
      onClick: () => onOpen({ kind: 'authorize', users: selected }),
    },
    {
      key: 'groups',
      label: t('users.actions.addToGroups'),
      action: addUserToGroup,
      onClick: () => onOpen({ kind: 'groups', users: selected }),
    },
    {
      key: 'login',
      label: t('users.actions.disableLogin'),
      action: updateUser,
      onClick: () => onOpen({ kind: 'disableLogin', users: selected }),
    },
    {
      key: 'delete',
      label: t('common.delete'),
      danger: true,
      action: deleteUser,
      onClick: () => onOpen({ kind: 'delete', users: selected }),
    },
  ])
  return (
    <Dropdown menu={{ items }} trigger={['click']} disabled={selected.length === 0}>
      <Button aria-haspopup="menu">
        {t('access.more')} <DownOutlined className="ys-caret" aria-hidden />
      </Button>
    </Dropdown>
  )
}
