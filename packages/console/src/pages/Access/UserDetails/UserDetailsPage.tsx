import { ArrowLeftOutlined } from '@ant-design/icons'
import { getUser } from '@yanshu/protocol'
import { Alert, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { ActionResult } from '../../../api/action-types.ts'
import { ApiFailure } from '../../../api/api-failure.ts'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { useSession } from '../../../api/use-session.ts'
import { Loaded } from '../../../design/Loaded.tsx'
import { Page } from '../../../design/Page.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { KeysPanel } from '../Keys/KeysPanel.tsx'
import { UserDialogs } from '../Users/UserDialogs.tsx'
import type { UserDialog } from '../Users/UserDialogs.tsx'
import { tabs, useUserDetailsAddress } from './user-details-address.ts'
import { UserActions } from './UserActions.tsx'
import { UserGroupsTab } from './UserGroupsTab.tsx'
import { UserInfoCard } from './UserInfoCard.tsx'
import { UserPermissionsTab } from './UserPermissionsTab.tsx'
import { UserSecurityTab } from './UserSecurityTab.tsx'

export type UserDetails = ActionResult<typeof getUser>

/** One sub-user: what it may do, where it belongs, its keys and how it signs in. */
export function UserDetailsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { name } = useUserDetailsAddress()
  const { data: session } = useSession()
  const { dialog, open, close } = useDialog<UserDialog>()
  const isRoot = ({ Uin }: UserDetails) => String(Uin) === session?.ownerUin
  const user = useActionQuery(getUser, { Name: name })
  const isMissing =
    user.error instanceof ApiFailure && user.error.code === 'ResourceNotFound.UserNotExist'
  return (
    <Page
      title={user.data?.Name ?? t('users.details')}
      description={
        <Link to="/access/users">
          <ArrowLeftOutlined aria-hidden /> {t('users.back')}
        </Link>
      }
      actions={user.data && !isRoot(user.data) && <UserActions user={user.data} onOpen={open} />}
    >
      {isMissing ? (
        <Alert type="warning" showIcon title={t('users.missing')} />
      ) : (
        <Loaded query={user} rows={8}>
          {(details) =>
            isRoot(details) ? (
              <RootDetails user={details} />
            ) : (
              <Details key={name} user={details} onOpen={open} />
            )
          }
        </Loaded>
      )}
      <UserDialogs
        dialog={dialog}
        onClose={close}
        onDeleted={() => void navigate('/access/users', { replace: true })}
      />
    </Page>
  )
}

/** The root account is no sub-user: it needs no policies, and nobody changes it here. */
function RootDetails({ user }: { user: UserDetails }) {
  const { t } = useTranslation()
  return (
    <div className="ys-stack">
      <Alert type="info" showIcon title={t('users.rootMayAll')} />
      <UserInfoCard user={user} />
    </div>
  )
}

interface DetailsProps {
  readonly user: UserDetails
  readonly onOpen: (dialog: UserDialog) => void
}

function Details({ user, onOpen }: DetailsProps) {
  const { t } = useTranslation()
  const { tab, open } = useUserDetailsAddress()
  const owner = { uin: String(user.Uin), name: user.Name }
  const contents = {
    permissions: <UserPermissionsTab user={user} />,
    groups: <UserGroupsTab user={user} />,
    keys: <KeysPanel owner={owner} />,
    security: <UserSecurityTab user={user} onOpen={onOpen} />,
  }
  return (
    <>
      <UserInfoCard user={user} onEdit={() => onOpen({ kind: 'edit', user })} />
      <Tabs
        className="ys-gap-above"
        activeKey={tab}
        destroyOnHidden
        items={tabs.map((key) => ({
          key,
          label: t(`users.tabs.${key}`),
          children: contents[key],
        }))}
        onChange={(key) => {
          const chosen = tabs.find((candidate) => candidate === key)
          if (chosen) open(chosen)
        }}
      />
    </>
  )
}
