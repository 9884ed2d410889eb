import {
  AuditOutlined,
  ExperimentOutlined,
  FileProtectOutlined,
  KeyOutlined,
  TagsOutlined,
} from '@ant-design/icons'
import {
  describeAuditEvents,
  describeTags,
  listAccessKeys,
  listPolicies,
  simulatePermission,
} from '@yanshu/protocol'
import type { TFunction } from 'i18next'
import type { NavigationEntry } from './NavigationGroup.tsx'

interface Group {
  readonly key: string
  readonly title?: string
  readonly entries: readonly NavigationEntry[]
}

/** The pages of access management, and what reads each (C-229). */
export function accessEntries(t: TFunction): readonly Group[] {
  return [
    {
      key: 'permissions',
      entries: [
        {
          to: 'policies',
          icon: <FileProtectOutlined aria-hidden />,
          label: t('policies.title'),
          reads: listPolicies,
        },
        {
          to: 'simulator',
          icon: <ExperimentOutlined aria-hidden />,
          label: t('simulator.title'),
          reads: simulatePermission,
        },
      ],
    },
    {
      key: 'tags',
      entries: [
        {
          to: 'tags',
          icon: <TagsOutlined aria-hidden />,
          label: t('access.nav.tags'),
          reads: describeTags,
        },
      ],
    },
    {
      key: 'credentials',
      entries: [
        {
          to: 'keys',
          icon: <KeyOutlined aria-hidden />,
          label: t('access.nav.keys'),
          reads: listAccessKeys,
        },
      ],
    },
    {
      key: 'audit',
      entries: [
        {
          to: 'audit',
          icon: <AuditOutlined aria-hidden />,
          label: t('audit.title'),
          reads: describeAuditEvents,
        },
      ],
    },
  ]
}
