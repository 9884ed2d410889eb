import { getSecurityLastUsed } from '@yanshu/protocol'
import type { listAccessKeys } from '@yanshu/protocol'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ActionResult } from '../../../api/action-types.ts'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { CopyText } from '../../../design/CopyText.tsx'
import { formatDateTime } from '../../../design/format.ts'
import { KeyActions } from './KeyActions.tsx'
import type { KeyOwner } from './KeysPanel.tsx'

export type KeyItem = ActionResult<typeof listAccessKeys>['AccessKeys'][number]

/** The columns of a person's keys, with the actions of a row at the end. */
export function useKeyColumns(
  owner: KeyOwner,
  keys: readonly KeyItem[],
): TableColumnsType<KeyItem> {
  const { t } = useTranslation()
  const lastUsed = useLastUsed(keys)
  return [
    {
      title: 'SecretId',
      dataIndex: 'AccessKeyId',
      width: 320,
      render: (secretId: string) => <CopyText text={secretId} label="SecretId" />,
    },
    {
      title: t('access.keys.note'),
      dataIndex: 'Description',
      ellipsis: true,
      render: (note: string) => note || '-',
    },
    {
      title: t('access.keys.status'),
      dataIndex: 'Status',
      width: 100,
      render: (status: KeyItem['Status']) => <KeyStatus status={status} />,
    },
    {
      title: t('access.created'),
      dataIndex: 'CreateTime',
      width: 160,
      render: (time: string) => <span className="ys-digits">{time}</span>,
    },
    {
      title: t('access.keys.lastUsed'),
      key: 'lastUsed',
      width: 160,
      render: (_, { AccessKeyId }) => <LastUsed seconds={lastUsed.get(AccessKeyId)} />,
    },
    {
      title: t('access.actions'),
      key: 'actions',
      fixed: 'end',
      width: 140,
      render: (_, key) => <KeyActions owner={owner} item={key} />,
    },
  ]
}

function KeyStatus({ status }: { status: KeyItem['Status'] }) {
  const { t } = useTranslation()
  return (
    <span className={`ys-status ys-status--${status === 'Active' ? 'enabled' : 'disabled'}`}>
      <i aria-hidden />
      {t(`access.keys.statuses.${status}`)}
    </span>
  )
}

/** Unix seconds by SecretId; empty where the person may not read it. */
function useLastUsed(keys: readonly KeyItem[]): ReadonlyMap<string, number> {
  const { data } = useActionQuery(
    getSecurityLastUsed,
    { SecretIdList: keys.map(({ AccessKeyId }) => AccessKeyId) },
    { enabled: keys.length > 0 },
  )
  const rows = data?.SecretIdLastUsedRows ?? []
  return new Map(rows.map(({ SecretId, LastSecretUsedDate }) => [SecretId, LastSecretUsedDate]))
}

function LastUsed({ seconds }: { seconds: number | undefined }) {
  const { t } = useTranslation()
  if (seconds === undefined) return '-'
  if (seconds === 0) return t('access.keys.never')
  return <span className="ys-digits">{formatDateTime(seconds)}</span>
}
