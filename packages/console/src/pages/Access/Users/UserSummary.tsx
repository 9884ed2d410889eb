import { describeSubAccounts, listAccessKeys, listGroupsForUser } from '@yanshu/protocol'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { FieldList } from '../../../design/FieldList.tsx'
import { Loaded } from '../../../design/Loaded.tsx'
import { userGroupAddress } from '../Groups/user-group-address.ts'
import { signInText } from './sign-in-text.ts'
import { phoneOf } from './user-row.ts'
import type { UserRow } from './user-row.ts'

const MOST_GROUPS = 10

/** What an opened row tells of a user: how it signs in, its keys, its groups. */
export function UserSummary({ user }: { user: UserRow }) {
  const { t } = useTranslation()
  return (
    <div className="ys-user-summary">
      <FieldList
        fields={[
          {
            label: t('users.fields.consoleLogin'),
            value: t(user.ConsoleLogin === 1 ? 'access.on' : 'access.off'),
          },
          { label: t('users.fields.lastSignIn'), value: <LastSignIn uin={user.Uin} /> },
          { label: t('users.fields.keys'), value: <KeyCount uin={user.Uin} /> },
        ]}
      />
      <FieldList
        fields={[
          { label: t('users.fields.groups'), value: <Groups uin={user.Uin} /> },
          { label: t('users.fields.phone'), value: phoneOf(user) },
          { label: t('users.fields.email'), value: user.Email },
        ]}
      />
    </div>
  )
}

function LastSignIn({ uin }: { uin: number }) {
  const { t } = useTranslation()
  const found = useActionQuery(describeSubAccounts, { FilterSubAccountUin: [uin] })
  return (
    <Loaded query={found} rows={1}>
      {({ SubAccounts: [user] }) => signInText(t, user?.LastLoginTime, user?.LastLoginIp)}
    </Loaded>
  )
}

function KeyCount({ uin }: { uin: number }) {
  const { t } = useTranslation()
  const keys = useActionQuery(listAccessKeys, { TargetUin: uin })
  return (
    <Loaded query={keys} rows={1}>
      {({ AccessKeys }) => t('users.keyCount', { total: AccessKeys.length })}
    </Loaded>
  )
}

function Groups({ uin }: { uin: number }) {
  const groups = useActionQuery(listGroupsForUser, { SubUin: uin, Page: 1, Rp: MOST_GROUPS })
  return (
    <Loaded query={groups} rows={1}>
      {({ GroupInfo }) =>
        GroupInfo.length === 0 ? (
          '-'
        ) : (
          <span className="ys-tags">
            {GroupInfo.map(({ GroupId, GroupName }) => (
              <Tag key={GroupId}>
                <Link to={userGroupAddress(GroupId)}>{GroupName}</Link>
              </Tag>
            ))}
          </span>
        )
      }
    </Loaded>
  )
}
