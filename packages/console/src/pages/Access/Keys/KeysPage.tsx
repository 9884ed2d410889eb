import { useTranslation } from 'react-i18next'
import { useSession } from '../../../api/use-session.ts'
import { Page } from '../../../design/Page.tsx'
import { KeysPanel } from './KeysPanel.tsx'

/** The access keys of whoever is signed in. */
export function KeysPage() {
  const { t } = useTranslation()
  const { data: session } = useSession()
  return (
    <Page title={t('access.keys.title')} description={t('access.keys.description')}>
      {session && <KeysPanel owner={{ uin: session.uin, name: session.user }} />}
    </Page>
  )
}
