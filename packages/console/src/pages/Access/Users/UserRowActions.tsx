import { DownOutlined } from '@ant-design/icons'
import {
  addUserToGroup,
  attachUserPolicy,
  deleteUser,
  listAccessKeys,
  updateUser,
} from '@yanshu/protocol'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Allowed } from '../../../design/Allowed.tsx'
import { userResource } from '../access-resources.ts'
import { useMenuItems } from '../use-menu-items.tsx'
import type { UserDialog } from './UserDialogs.tsx'
import { userAddress } from './user-row.ts'
import type { UserRow } from './user-row.ts'

interface UserRowActionsProps {
  readonly user: UserRow
  readonly onOpen: (dialog: UserDialog) => void
}

/** 授权 and 更多 of a row; the root account needs neither. */
export function UserRowActions({ user, onOpen }: UserRowActionsProps) {
  const { t } = useTranslation()
  const nameOf = (action: string) => t('common.rowAction', { action, what: user.Name })
  if (user.isRoot) return <span className="ys-quiet">{t('users.rootMayAll')}</span>
  return (
    <span className="ys-row-actions">
      <Allowed action={attachUserPolicy} resource={userResource(user.Uin)}>
        <Button
          type="link"
          size="small"
          aria-label={nameOf(t('users.actions.authorize'))}
          onClick={() => onOpen({ kind: 'authorize', users: [user] })}
        >
          {t('users.actions.authorize')}
        </Button>
      </Allowed>
      <RowMenu user={user} onOpen={onOpen} />
    </span>
  )
}

function RowMenu({ user, onOpen }: UserRowActionsProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const signsIn = user.ConsoleLogin === 1
  const items = useMenuItems([
    {
      key: 'groups',
      label: t('users.actions.addToGroups'),
      action: addUserToGroup,
      onClick: () => onOpen({ kind: 'groups', users: [user] }),
    },
    {
      key: 'keys',
      label: t('users.actions.keys'),
      action: listAccessKeys,
      onClick: () => void navigate(userAddress(user.Name, 'keys')),
    },
    {
      key: 'password',
      label: t(signsIn ? 'users.actions.resetPassword' : 'users.actions.enableLogin'),
      action: updateUser,
      onClick: () => onOpen({ kind: 'password', user }),
    },
    {
      key: 'login',
      label: t('users.actions.disableLogin'),
      action: updateUser,
      reason: signsIn ? undefined : t('users.info.noLogin'),
      onClick: () => onOpen({ kind: 'disableLogin', users: [user] }),
    },
    {
      key: 'delete',
      label: t('common.delete'),
      danger: true,
      action: deleteUser,
      onClick: () => onOpen({ kind: 'delete', users: [user] }),
    },
  ])
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button
        type="link"
        size="small"
        aria-haspopup="menu"
        aria-label={t('common.rowAction', { action: t('access.more'), what: user.Name })}
      >
        {t('access.more')} <DownOutlined className="ys-caret" aria-hidden />
      </Button>
    </Dropdown>
  )
}
