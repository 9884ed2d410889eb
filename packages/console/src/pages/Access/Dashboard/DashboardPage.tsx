import { getAccountSummary, getUserAppId } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { useSession } from '../../../api/use-session.ts'
import { CopyText } from '../../../design/CopyText.tsx'
import { FieldList } from '../../../design/FieldList.tsx'
import { formatNumber } from '../../../design/format.ts'
import { Loaded } from '../../../design/Loaded.tsx'
import { Page } from '../../../design/Page.tsx'
import { SettingsCard } from '../../../design/SettingsCard.tsx'
import { SignInLinkCard } from './SignInLinkCard.tsx'
import './dashboard.css'

/** 概览: how many of what there is, who is signed in, and where sub-users sign in. */
export function DashboardPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('access.nav.dashboard')} description={t('access.dashboard.description')}>
      <Summary />
      <div className="ys-columns ys-gap-above">
        <AccountCard />
        <SignInLinkCard />
      </div>
    </Page>
  )
}

function Summary() {
  const { t } = useTranslation()
  const summary = useActionQuery(getAccountSummary, {})
  return (
    <Loaded query={summary} rows={2}>
      {({ User, Group, Policies }) => (
        <ul className="ys-figures">
          <Figure to="/access/users" label={t('access.dashboard.users')} value={User} />
          <Figure to="/access/groups" label={t('access.dashboard.groups')} value={Group} />
          <Figure to="/access/policies" label={t('access.dashboard.policies')} value={Policies} />
        </ul>
      )}
    </Loaded>
  )
}

function Figure({ to, label, value }: { to?: string; label: string; value: number }) {
  const { i18n } = useTranslation()
  const content = (
    <>
      <span className="ys-figure__value">{formatNumber(value, i18n.language)}</span>
      <span className="ys-quiet">{label}</span>
    </>
  )
  return (
    <li>
      {to === undefined ? (
        <div className="ys-figure">{content}</div>
      ) : (
        <Link to={to} className="ys-figure">
          {content}
        </Link>
      )}
    </li>
  )
}

function AccountCard() {
  const { t } = useTranslation()
  const { data: session } = useSession()
  const ids = useActionQuery(getUserAppId, {})
  return (
    <SettingsCard title={t('access.dashboard.account')}>
      <FieldList
        fields={[
          { label: t('users.fields.name'), value: session?.user },
          {
            label: t('users.fields.type'),
            value: session && t(session.isRoot ? 'common.rootAccount' : 'common.subUser'),
          },
          {
            label: t('users.fields.uin'),
            value: session && <CopyText text={session.uin} label={t('users.fields.uin')} />,
          },
          ...(ids.data
            ? [
                {
                  label: t('access.dashboard.ownerUin'),
                  value: (
                    <CopyText text={ids.data.OwnerUin} label={t('access.dashboard.ownerUin')} />
                  ),
                },
                {
                  label: 'AppId',
                  value: <CopyText text={String(ids.data.AppId)} label="AppId" />,
                },
              ]
            : []),
        ]}
      />
    </SettingsCard>
  )
}
