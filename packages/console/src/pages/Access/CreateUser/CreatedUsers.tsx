import { loginLink } from '@yanshu/protocol'
import { Alert, Button, Table } from 'antd'
import type { TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useSession } from '../../../api/use-session.ts'
import { RefusedList } from '../../../batch/RefusedList.tsx'
import { CopyText } from '../../../design/CopyText.tsx'
import { DownloadCredentials } from '../Credentials/DownloadCredentials.tsx'
import type { CreatedUser } from './create-users.ts'
import type { Draft } from './draft.ts'
import { useKeptSecrets } from './use-kept-secrets.ts'

interface CreatedUsersProps {
  readonly created: readonly CreatedUser[]
  readonly draft: Draft
}

/** The login link and the credentials, which are shown this once. */
export function CreatedUsers({ created, draft }: CreatedUsersProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [saved, setSaved] = useState(false)
  const made = created.filter(({ uin }) => uin !== 0)
  const credentials = made.flatMap((user) => user.credentials ?? [])
  useKeptSecrets(credentials.length > 0 && !saved)
  return (
    <div className="ys-stack">
      {made.length > 0 && (
        <Alert
          type="success"
          showIcon
          title={t('users.create.done', { total: made.length })}
          description={t('access.credentials.once')}
        />
      )}
      <Troubles created={created} />
      {made.length > 0 && draft.info.ways.includes('console') && <Link users={made} />}
      {made.length > 0 && <CredentialsTable created={made} />}
      <div className="ys-row">
        {made.length > 0 && (
          <DownloadCredentials
            type="primary"
            credentials={credentials}
            onDownloaded={() => setSaved(true)}
          />
        )}
        <Button onClick={() => void navigate('/access/users')}>{t('users.back')}</Button>
      </div>
    </div>
  )
}

/** Who was not created, and what those who were did not get. */
function Troubles({ created }: { created: readonly CreatedUser[] }) {
  const { t } = useTranslation()
  const lost = created.filter(({ uin }) => uin === 0).flatMap(({ refused }) => refused)
  const missing = created
    .filter(({ uin }) => uin !== 0)
    .flatMap(({ name, refused }) =>
      refused.map(({ id, reason }) => ({ id: `${name} → ${id}`, reason })),
    )
  return (
    <>
      {lost.length > 0 && <RefusedList title={t('users.create.failed')} refused={lost} />}
      {missing.length > 0 && <RefusedList title={t('users.create.notGranted')} refused={missing} />}
    </>
  )
}

function Link({ users }: { users: readonly CreatedUser[] }) {
  const { t } = useTranslation()
  const { data: session } = useSession()
  const [only, second] = users
  if (!session) return undefined
  const link = loginLink(location.origin, session.ownerUin, second ? undefined : only?.name)
  return (
    <div>
      {t('users.loginLink')} <CopyText text={link} label={t('users.loginLink')} />
      <div className="ys-quiet">{t('users.loginLinkHint')}</div>
    </div>
  )
}

function CredentialsTable({ created }: { created: readonly CreatedUser[] }) {
  const { t } = useTranslation()
  const secret = (label: string, text: string | undefined) =>
    text === undefined ? '-' : <CopyText text={text} label={label} />
  const columns: TableColumnsType<CreatedUser> = [
    { title: t('users.fields.name'), dataIndex: 'name', width: 160 },
    {
      title: t('access.credentials.password'),
      key: 'password',
      render: (_, { credentials }) =>
        secret(t('access.credentials.password'), credentials?.password),
    },
    {
      title: 'SecretId',
      key: 'secretId',
      render: (_, { credentials }) => secret('SecretId', credentials?.secretId),
    },
    {
      title: 'SecretKey',
      key: 'secretKey',
      render: (_, { credentials }) => secret('SecretKey', credentials?.secretKey),
    },
  ]
  return (
    <Table<CreatedUser>
      className="ys-table"
      rowKey="name"
      size="small"
      scroll={{ x: 1080 }}
      dataSource={created}
      columns={columns}
      pagination={false}
    />
  )
}
