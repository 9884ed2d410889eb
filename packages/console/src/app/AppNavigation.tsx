import {
  ApartmentOutlined,
  AppstoreOutlined,
  ArrowLeftOutlined,
  BellOutlined,
  ContactsOutlined,
  ControlOutlined,
  HistoryOutlined,
  IdcardOutlined,
  MessageOutlined,
  NotificationOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  TeamOutlined,
  UserAddOutlined,
} from '@ant-design/icons'
import { describeAppAndAccountInfo } from '@yanshu/protocol'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink } from 'react-router'
import { useActionQuery } from '../api/use-action-query.ts'
import { CopyText } from '../design/CopyText.tsx'
import { StatusBadge } from '../design/StatusBadge.tsx'
import { useAppId } from './use-app-id.ts'

export function AppNavigation() {
  const { t } = useTranslation()
  return (
    <aside className="ys-side">
      <Link to="/" className="ys-side__back">
        <ArrowLeftOutlined aria-hidden /> {t('common.nav.allApps')}
      </Link>
      <CurrentApp />
      <nav aria-label={t('common.nav.label')}>
        <Entry to="basic" icon={<SettingOutlined aria-hidden />} label={t('common.nav.basic')} />
        <div className="ys-side__group">{t('common.nav.features')}</div>
        <Entry
          to="features/login"
          icon={<ControlOutlined aria-hidden />}
          label={t('common.nav.login')}
        />
        <Entry
          to="features/friends"
          icon={<UserAddOutlined aria-hidden />}
          label={t('common.nav.friends')}
        />
        <Entry
          to="features/fields"
          icon={<IdcardOutlined aria-hidden />}
          label={t('common.nav.fields')}
        />
        <GroupEntries />
        <div className="ys-side__group">{t('common.nav.manage')}</div>
        <Entry to="accounts" icon={<TeamOutlined aria-hidden />} label={t('common.nav.accounts')} />
        <Entry
          to="groups"
          icon={<ApartmentOutlined aria-hidden />}
          label={t('common.nav.groupList')}
        />
        <Entry to="push" icon={<NotificationOutlined aria-hidden />} label={t('common.nav.push')} />
        <div className="ys-side__group">{t('common.nav.devTools')}</div>
        <Entry
          to="usersig"
          icon={<SafetyCertificateOutlined aria-hidden />}
          label={t('common.nav.usersig')}
        />
        <Entry to="try" icon={<MessageOutlined aria-hidden />} label={t('common.nav.try')} />
      </nav>
    </aside>
  )
}

function GroupEntries() {
  const { t } = useTranslation()
  return (
    <>
      <div className="ys-side__group">{t('common.nav.groups')}</div>
      <Entry
        to="features/member-fields"
        icon={<ContactsOutlined aria-hidden />}
        label={t('common.nav.memberFields')}
      />
      <Entry
        to="features/group-fields"
        icon={<ProfileOutlined aria-hidden />}
        label={t('common.nav.groupFields')}
      />
      <Entry
        to="features/group-messages"
        icon={<HistoryOutlined aria-hidden />}
        label={t('common.nav.groupMessages')}
      />
      <Entry
        to="features/group-notices"
        icon={<BellOutlined aria-hidden />}
        label={t('common.nav.groupNotices')}
      />
      <Entry
        to="features/group-functions"
        icon={<AppstoreOutlined aria-hidden />}
        label={t('common.nav.groupFunctions')}
      />
    </>
  )
}

function CurrentApp() {
  const { t } = useTranslation()
  const appId = useAppId()
  const app = useActionQuery(describeAppAndAccountInfo, { SDKAppID: appId })
  return (
    <div className="ys-side__app">
      {app.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {app.data && (
        <div className="ys-side__name" title={app.data.AppName}>
          {app.data.AppName}
        </div>
      )}
      <div className="ys-side__id">
        <CopyText text={String(appId)} label={t('common.sdkAppId')} />
        {app.data && <StatusBadge status={app.data.Status} />}
      </div>
    </div>
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
