import { ArrowLeftOutlined } from '@ant-design/icons'
import { describeGroup } from '@yanshu/protocol'
import type { GroupDetails } from '@yanshu/protocol'
import { Alert, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiFailure } from '../../api/api-failure.ts'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useAppId } from '../../app/use-app-id.ts'
import { Loaded } from '../../design/Loaded.tsx'
import { Page } from '../../design/Page.tsx'
import { useDetailsAddress } from './details-address.ts'
import { GroupActions } from './GroupActions.tsx'
import { GroupInfoCard } from './GroupInfoCard.tsx'
import { MembersTab } from './MembersTab.tsx'
import { MessagesTab } from './MessagesTab.tsx'
import { TopicsTab } from './TopicsTab.tsx'
import './group-details.css'

/** 群组详情: what a group is, who is in it, and what was said. */
export function GroupDetailsPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const [{ groupId }] = useDetailsAddress()
  const group = useActionQuery(describeGroup, { SDKAppID: appId, GroupId: groupId })
  const isMissing = group.error instanceof ApiFailure && group.error.code === 'ResourceNotFound'
  return (
    <Page
      title={t('groups.details.title')}
      description={
        <Link to={`/apps/${appId}/groups`}>
          <ArrowLeftOutlined aria-hidden /> {t('groups.details.back')}
        </Link>
      }
      actions={group.data && <GroupActions appId={appId} groupId={groupId} />}
    >
      {isMissing ? (
        <Alert type="warning" showIcon title={t('groups.details.missing')} />
      ) : (
        <Loaded query={group} rows={8}>
          {(details) => <Details key={groupId} appId={appId} group={details} />}
        </Loaded>
      )}
    </Page>
  )
}

function Details({ appId, group }: { appId: number; group: GroupDetails }) {
  const { t } = useTranslation()
  const [{ tab }, open] = useDetailsAddress()
  const shared = { appId, group }
  const items = [
    {
      key: 'members',
      label: t('groups.details.tabs.members'),
      children: <MembersTab {...shared} />,
    },
    {
      key: 'messages',
      label: t('groups.details.tabs.messages'),
      children: <MessagesTab {...shared} />,
    },
    ...(group.Type === 'Community'
      ? [
          {
            key: 'topics',
            label: t('groups.details.tabs.topics'),
            children: <TopicsTab {...shared} />,
          },
        ]
      : []),
  ] as const
  return (
    <>
      <GroupInfoCard {...shared} />
      <Tabs
        className="ys-gap-above"
        activeKey={items.some(({ key }) => key === tab) ? tab : 'members'}
        destroyOnHidden
        items={[...items]}
        onChange={(key) => {
          const chosen = items.find((item) => item.key === key)
          if (chosen) open({ tab: chosen.key as typeof tab })
        }}
      />
    </>
  )
}
