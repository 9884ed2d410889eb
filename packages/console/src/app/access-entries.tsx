import {
  AuditOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  FileProtectOutlined,
  KeyOutlined,
  SettingOutlined,
  TagsOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons'
import type { CloudAction } from '@yanshu/protocol'
import {
  describeAuditEvents,
  describeTags,
  getAccountSummary,
  getPasswordRules,
  listAccessKeys,
  listPolicies,
  listUserGroups,
  listUsers,
  simulatePermission,
} from '@yanshu/protocol'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import type { NavigationEntry, NavigationPart } from './NavigationGroup.tsx'

type Name = keyof typeof icons

const icons = {
  dashboard: <DashboardOutlined aria-hidden />,
  users: <UserOutlined aria-hidden />,
  userSettings: <SettingOutlined aria-hidden />,
  groups: <TeamOutlined aria-hidden />,
  policies: <FileProtectOutlined aria-hidden />,
  simulator: <ExperimentOutlined aria-hidden />,
  keys: <KeyOutlined aria-hidden />,
  tags: <TagsOutlined aria-hidden />,
  audit: <AuditOutlined aria-hidden />,
} satisfies Record<string, ReactNode>

/** The pages of access management, and what reads each. */
export function accessEntries(t: TFunction): readonly NavigationPart[] {
  const entry = (to: string, name: Name, reads: CloudAction): NavigationEntry => ({
    to,
    icon: icons[name],
    label: t(`access.nav.${name}`),
    reads,
  })
  return [
    { key: 'overview', entries: [entry('dashboard', 'dashboard', getAccountSummary)] },
    {
      key: 'people',
      title: t('access.nav.people'),
      entries: [
        entry('users', 'users', listUsers),
        entry('user-settings', 'userSettings', getPasswordRules),
        entry('groups', 'groups', listUserGroups),
      ],
    },
    {
      key: 'permissions',
      title: t('access.nav.permissions'),
      entries: [
        entry('policies', 'policies', listPolicies),
        entry('simulator', 'simulator', simulatePermission),
      ],
    },
    {
      key: 'more',
      title: t('access.nav.more'),
      entries: [
        entry('keys', 'keys', listAccessKeys),
        entry('tags', 'tags', describeTags),
        entry('audit', 'audit', describeAuditEvents),
      ],
    },
  ]
}
