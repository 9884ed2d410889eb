import type { AuditEvent, AuditResult } from '@yanshu/protocol'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatDateTime } from '../../design/format.ts'
import { simulatorAddress } from './simulator-address.ts'

/** The columns of the audit trail; everything else is in the row's details. */
export function useAuditColumns(): TableColumnsType<AuditEvent> {
  const { t } = useTranslation()
  return [
    {
      title: t('audit.table.time'),
      dataIndex: 'EventTime',
      width: 158,
      render: (time: number) => <span className="ys-digits">{formatDateTime(time)}</span>,
    },
    {
      title: t('audit.table.who'),
      dataIndex: 'UserName',
      width: 130,
      ellipsis: true,
      render: (_, { UserName, Uin }) => <span title={Uin}>{UserName || Uin || '-'}</span>,
    },
    {
      title: t('audit.table.action'),
      dataIndex: 'Action',
      ellipsis: true,
      render: (action: string) => (
        <span className="ys-mono" title={action}>
          {action}
        </span>
      ),
    },
    {
      title: t('audit.table.result'),
      dataIndex: 'Result',
      width: 96,
      render: (result: AuditResult) => <ResultBadge result={result} />,
    },
    {
      title: t('common.sdkAppId'),
      dataIndex: 'SDKAppID',
      width: 108,
      render: (appId: number) =>
        appId === 0 ? (
          '-'
        ) : (
          <Link className="ys-digits" to={`/apps/${appId}`} onClick={(e) => e.stopPropagation()}>
            {appId}
          </Link>
        ),
    },
    {
      title: t('audit.table.door'),
      dataIndex: 'Door',
      width: 92,
      render: (door: AuditEvent['Door']) => (door === '' ? '-' : t(`audit.doors.${door}`)),
    },
    {
      title: t('audit.table.ip'),
      dataIndex: 'SourceIp',
      width: 128,
      ellipsis: true,
      render: (ip: string) => <span className="ys-mono">{ip || '-'}</span>,
    },
    {
      title: t('audit.table.actions'),
      key: 'actions',
      fixed: 'end',
      width: 136,
      render: (_, event) => event.Result === 'denied' && <SimulatorLink event={event} />,
    },
  ]
}

function ResultBadge({ result }: { result: AuditResult }) {
  const { t } = useTranslation()
  return (
    <span className={`ys-status ys-audit__result--${result}`}>
      <i aria-hidden />
      {t(`audit.results.${result}`)}
    </span>
  )
}

function SimulatorLink({ event }: { event: AuditEvent }) {
  const { t } = useTranslation()
  const { Action: action, UserName: user } = event
  return (
    <Link
      to={simulatorAddress(event)}
      aria-label={t('audit.table.simulateName', { action, user })}
      onClick={(click) => click.stopPropagation()}
    >
      {t('audit.table.simulate')}
    </Link>
  )
}
