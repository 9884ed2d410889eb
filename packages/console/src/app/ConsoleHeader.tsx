import {
  DownOutlined,
  KeyOutlined,
  LockOutlined,
  LogoutOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useState } from 'react'
import { Link, NavLink, useNavigate } from 'react-router'
import { useShowFailure } from '../api/use-show-failure.tsx'
import { useSession, useSessionActions } from '../api/use-session.ts'
import { Brand } from '../design/Brand.tsx'
import { ChangePasswordDialog } from '../pages/Login/ChangePasswordDialog.tsx'
import { AppearanceSwitch } from './AppearanceSwitch.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'

export function ConsoleHeader() {
  const { t } = useTranslation()
  return (
    <header className="ys-header">
      <Link to="/" className="ys-header__home" aria-label={t('common.home')}>
        <Brand />
      </Link>
      <span className="ys-header__product">{t('common.product')}</span>
      <nav className="ys-header__nav" aria-label={t('common.accountPages')}>
        <NavLink to="/access">{t('access.title')}</NavLink>
      </nav>
      <div className="ys-header__tools">
        <LanguageSwitch />
        <AppearanceSwitch />
        <UserMenu />
      </div>
    </header>
  )
}

function UserMenu() {
  const { t } = useTranslation()
  const { data: session } = useSession()
  const { leave } = useSessionActions()
  const showFailure = useShowFailure()
  const navigate = useNavigate()
  const [changing, setChanging] = useState(false)
  if (!session) return undefined
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            {
              key: 'who',
              type: 'group',
              label: (
                <div className="ys-user-card">
                  <strong>{session.user}</strong>
                  <span>{t(session.isRoot ? 'common.rootAccount' : 'common.subUser')}</span>
                  <span className="ys-mono">{session.uin}</span>
                </div>
              ),
            },
            { type: 'divider' },
            { key: 'keys', icon: <KeyOutlined />, label: t('access.nav.keys') },
            { key: 'password', icon: <LockOutlined />, label: t('login.change.title') },
            { type: 'divider' },
            { key: 'leave', icon: <LogoutOutlined />, label: t('common.signOut') },
          ],
          onClick: ({ key }) => {
            if (key === 'keys') void navigate('/access/keys')
            if (key === 'password') setChanging(true)
            if (key === 'leave') leave().catch(showFailure)
          },
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={t('common.userMenu')}>
          <span className="ys-header__user">{session.user}</span>
          <DownOutlined className="ys-caret" />
        </Button>
      </Dropdown>
      {changing && <ChangePasswordDialog onClose={() => setChanging(false)} />}
    </>
  )
}
