import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { SettingsCard } from '../../design/SettingsCard.tsx'

const pages = ['login', 'friends', 'fields'] as const

/** The way to the pages of feature configuration. */
export function FeatureLinksCard({ appId }: { appId: number }) {
  const { t } = useTranslation()
  return (
    <SettingsCard title={t('common.nav.features')} className="ys-columns__wide">
      <dl className="ys-links">
        {pages.map((page) => (
          <div key={page}>
            <dt>
              <Link to={`/apps/${appId}/features/${page}`}>{t(`common.nav.${page}`)}</Link>
            </dt>
            <dd className="ys-quiet">{t(`basic.features.${page}`)}</dd>
          </div>
        ))}
      </dl>
    </SettingsCard>
  )
}
