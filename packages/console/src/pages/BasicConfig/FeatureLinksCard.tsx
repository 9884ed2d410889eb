import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { SettingsCard } from '../../design/SettingsCard.tsx'

const pages = {
  login: 'login',
  friends: 'friends',
  fields: 'fields',
  memberFields: 'member-fields',
  groupFields: 'group-fields',
  groupMessages: 'group-messages',
  groupNotices: 'group-notices',
  groupFunctions: 'group-functions',
} as const

const names = Object.keys(pages) as (keyof typeof pages)[]

/** The way to the pages of feature configuration. */
export function FeatureLinksCard({ appId }: { appId: number }) {
  const { t } = useTranslation()
  return (
    <SettingsCard title={t('common.nav.features')} className="ys-columns__wide">
      <dl className="ys-links">
        {names.map((page) => (
          <div key={page}>
            <dt>
              <Link to={`/apps/${appId}/features/${pages[page]}`}>{t(`common.nav.${page}`)}</Link>
            </dt>
            <dd className="ys-quiet">{t(`basic.features.${page}`)}</dd>
          </div>
        ))}
      </dl>
    </SettingsCard>
  )
}
