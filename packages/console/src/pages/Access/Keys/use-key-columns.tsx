import type { listAccessKeys } from '@yanshu/protocol'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ActionResult } from '../../../api/action-types.ts'
import { CopyText } from '../../../design/CopyText.tsx'
import { KeyActions } from './KeyActions.tsx'
import type { KeyOwner } from './KeysPanel.tsx'

export type KeyItem = ActionResult<typeof listAccessKeys>['AccessKeys'][number]

/** The columns of a person's keys, with the actions of a row at the end. */
export function useKeyColumns(owner: KeyOwner): TableColumnsType<KeyItem> {
  const { t } = useTranslation()
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
      title: t('access.actions'),
      key: 'actions',
      fixed: 'end',
      width: 130,
      render: (_, key) => <KeyActions owner={owner} secretId={key.AccessKeyId} />,
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
