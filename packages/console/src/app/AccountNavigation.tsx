import { ArrowLeftOutlined, KeyOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink } from 'react-router'

/** The pages of access management, which belong to the account and not to an application (C-229). */
export function AccountNavigation() {
  const { t } = useTranslation()
  return (
    <aside className="ys-side">
      <Link to="/" className="ys-side__back">
        <ArrowLeftOutlined aria-hidden /> {t('common.nav.allApps')}
      </Link>
      <div className="ys-side__app">
        <div className="ys-side__name">{t('access.title')}</div>
      </div>
      <nav aria-label={t('access.title')}>
        <Entry to="keys" icon={<KeyOutlined aria-hidden />} label={t('access.nav.keys')} />
      </nav>
    </aside>
  )
}

function Entry({ to, icon, label }: { to: string; icon: ReactNode; label: string }) {
  return (
    <NavLink to={to} className="ys-side__entry">
      {icon}
      <span>{label}</span>
    </NavLink>
  )
}
