import {
  ApartmentOutlined,
  AppstoreOutlined,
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
import type { CloudAction } from '@yanshu/protocol'
import {
  createSecretUserSig,
  describeAccountList,
  describeAppAndAccountInfo,
  describeConfInfo,
  describeGroupFields,
  describeGroupList,
  describeGroupMemberFields,
  describePushTask,
  describeUserFields,
  verifySecretUserSig,
} from '@yanshu/protocol'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import type { NavigationEntry, NavigationPart } from './NavigationGroup.tsx'

type Name = keyof typeof icons

const icons = {
  basic: <SettingOutlined aria-hidden />,
  login: <ControlOutlined aria-hidden />,
  friends: <UserAddOutlined aria-hidden />,
  fields: <IdcardOutlined aria-hidden />,
  memberFields: <ContactsOutlined aria-hidden />,
  groupFields: <ProfileOutlined aria-hidden />,
  groupMessages: <HistoryOutlined aria-hidden />,
  groupNotices: <BellOutlined aria-hidden />,
  groupFunctions: <AppstoreOutlined aria-hidden />,
  accounts: <TeamOutlined aria-hidden />,
  groupList: <ApartmentOutlined aria-hidden />,
  push: <NotificationOutlined aria-hidden />,
  usersig: <SafetyCertificateOutlined aria-hidden />,
  try: <MessageOutlined aria-hidden />,
} satisfies Record<string, ReactNode>

/** The pages of one application, and what reads each. */
export function appEntries(t: TFunction): readonly NavigationPart[] {
  const entry = (to: string, name: Name, reads: CloudAction): NavigationEntry => ({
    to,
    icon: icons[name],
    label: t(`common.nav.${name}`),
    reads,
  })
  return [
    { key: 'basic', entries: [entry('basic', 'basic', describeAppAndAccountInfo)] },
    {
      key: 'features',
      title: t('common.nav.features'),
      entries: [
        entry('features/login', 'login', describeConfInfo),
        entry('features/friends', 'friends', describeConfInfo),
        entry('features/fields', 'fields', describeUserFields),
      ],
    },
    {
      key: 'groups',
      title: t('common.nav.groups'),
      entries: [
        entry('features/member-fields', 'memberFields', describeGroupMemberFields),
        entry('features/group-fields', 'groupFields', describeGroupFields),
        entry('features/group-messages', 'groupMessages', describeConfInfo),
        entry('features/group-notices', 'groupNotices', describeConfInfo),
        entry('features/group-functions', 'groupFunctions', describeConfInfo),
      ],
    },
    {
      key: 'manage',
      title: t('common.nav.manage'),
      entries: [
        entry('accounts', 'accounts', describeAccountList),
        entry('groups', 'groupList', describeGroupList),
        entry('push', 'push', describePushTask),
      ],
    },
    {
      key: 'devTools',
      title: t('common.nav.devTools'),
      entries: [
        entry('usersig', 'usersig', verifySecretUserSig),
        entry('try', 'try', createSecretUserSig),
      ],
    },
  ]
}
