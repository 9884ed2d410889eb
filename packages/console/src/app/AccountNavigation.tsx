import { ArrowLeftOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { accessEntries } from './access-entries.tsx'
import { NavigationGroup } from './NavigationGroup.tsx'

/** The pages of access management, which belong to the account and not to an application. */
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
        {accessEntries(t).map(({ key, ...group }) => (
          <NavigationGroup key={key} {...group} />
        ))}
      </nav>
    </aside>
  )
}
