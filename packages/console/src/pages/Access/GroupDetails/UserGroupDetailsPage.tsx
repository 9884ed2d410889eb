import { ArrowLeftOutlined } from '@ant-design/icons'
import { attachGroupPolicy, deleteUserGroup, getUserGroup, updateUserGroup } from '@yanshu/protocol'
import { Alert, Button, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { ActionResult } from '../../../api/action-types.ts'
import { ApiFailure } from '../../../api/api-failure.ts'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { FieldList } from '../../../design/FieldList.tsx'
import { Loaded } from '../../../design/Loaded.tsx'
import { Page } from '../../../design/Page.tsx'
import { SettingsCard } from '../../../design/SettingsCard.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { groupResource } from '../access-resources.ts'
import { userGroupAddress } from '../Groups/user-group-address.ts'
import { UserGroupDialogs } from '../Groups/UserGroupDialogs.tsx'
import type { UserGroupDialog } from '../Groups/UserGroupDialogs.tsx'
import { GroupMembersTab } from './GroupMembersTab.tsx'
import { GroupPoliciesTab } from './GroupPoliciesTab.tsx'

export type UserGroupDetails = ActionResult<typeof getUserGroup>

/** One user group: who is in it, and what it grants. */
export function UserGroupDetailsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const groupId = Number(params.get('id')) || 0
  const { dialog, open, close } = useDialog<UserGroupDialog>()
  const group = useActionQuery(getUserGroup, { GroupId: groupId }, { enabled: groupId > 0 })
  const isMissing =
    groupId <= 0 ||
    (group.error instanceof ApiFailure && group.error.code === 'ResourceNotFound.GroupNotExist')
  return (
    <Page
      title={group.data?.GroupName ?? t('usergroups.details')}
      description={
        <Link to="/access/groups">
          <ArrowLeftOutlined aria-hidden /> {t('usergroups.back')}
        </Link>
      }
      actions={group.data && <Actions group={group.data} onOpen={open} />}
    >
      {isMissing ? (
        <Alert type="warning" showIcon title={t('usergroups.missing')} />
      ) : (
        <Loaded query={group} rows={6}>
          {(details) => <Details key={groupId} group={details} onOpen={open} />}
        </Loaded>
      )}
      <UserGroupDialogs
        dialog={dialog}
        onClose={close}
        onDeleted={() => void navigate('/access/groups', { replace: true })}
      />
    </Page>
  )
}

interface PartProps {
  readonly group: UserGroupDetails
  readonly onOpen: (dialog: UserGroupDialog) => void
}

function Actions({ group, onOpen }: PartProps) {
  const { t } = useTranslation()
  return (
    <>
      <Allowed action={attachGroupPolicy} resource={groupResource(group.GroupId)}>
        <Button type="primary" onClick={() => onOpen({ kind: 'authorize', groups: [group] })}>
          {t('users.actions.authorize')}
        </Button>
      </Allowed>
      <Allowed action={deleteUserGroup} resource={groupResource(group.GroupId)}>
        <Button danger onClick={() => onOpen({ kind: 'delete', groups: [group] })}>
          {t('common.delete')}
        </Button>
      </Allowed>
    </>
  )
}

function Details({ group, onOpen }: PartProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const tab = params.get('tab') === 'policies' ? 'policies' : 'members'
  return (
    <>
      <SettingsCard
        title={t('users.info.title')}
        actions={
          <Allowed action={updateUserGroup} resource={groupResource(group.GroupId)}>
            <Button type="link" size="small" onClick={() => onOpen({ kind: 'edit', group })}>
              {t('common.edit')}
            </Button>
          </Allowed>
        }
      >
        <div className="ys-field-columns">
          <FieldList
            fields={[
              { label: t('usergroups.fields.name'), value: group.GroupName },
              { label: t('usergroups.fields.remark'), value: group.Remark },
            ]}
          />
          <FieldList
            fields={[
              { label: t('usergroups.fields.id'), value: String(group.GroupId) },
              { label: t('access.created'), value: group.CreateTime },
            ]}
          />
        </div>
      </SettingsCard>
      <Tabs
        className="ys-gap-above"
        activeKey={tab}
        destroyOnHidden
        items={[
          {
            key: 'members',
            label: t('usergroups.tabs.members', { total: group.GroupNum }),
            children: <GroupMembersTab group={group} onOpen={onOpen} />,
          },
          {
            key: 'policies',
            label: t('usergroups.tabs.policies'),
            children: <GroupPoliciesTab group={group} onOpen={onOpen} />,
          },
        ]}
        onChange={(key) =>
          void navigate(userGroupAddress(group.GroupId, key === 'policies' ? key : undefined), {
            replace: true,
          })
        }
      />
    </>
  )
}
