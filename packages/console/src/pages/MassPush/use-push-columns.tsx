import type { PushTaskItem } from '@yanshu/protocol'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '../../design/format.ts'
import { PushProgress } from './PushProgress.tsx'
import { PushTarget } from './PushTarget.tsx'
import { RevokeButton } from './RevokeButton.tsx'

/** The columns of the list of pushes. */
export function usePushColumns(): TableColumnsType<PushTaskItem> {
  const { t } = useTranslation()
  return [
    {
      title: t('push.table.message'),
      key: 'message',
      render: (_, task) => <PushMessage task={task} />,
    },
    {
      title: t('push.table.target'),
      key: 'target',
      width: 152,
      render: (_, task) => <PushTarget task={task} />,
    },
    {
      title: t('push.table.progress'),
      key: 'progress',
      width: 176,
      render: (_, task) => <PushProgress task={task} />,
    },
    {
      title: t('push.table.created'),
      dataIndex: 'CreateTime',
      width: 104,
      render: (time: number) => <span className="ys-push__time">{formatDateTime(time)}</span>,
    },
    {
      title: t('push.table.actions'),
      key: 'actions',
      fixed: 'end',
      width: 80,
      render: (_, task) => <RevokeButton task={task} />,
    },
  ]
}

function PushMessage({ task }: { task: PushTaskItem }) {
  const { t } = useTranslation()
  return (
    <>
      <div className="ys-push__text" title={task.Text}>
        {task.Text}
      </div>
      <div className="ys-push__note">
        {[
          t('push.table.from', { account: task.FromAccount }),
          kindOf(task),
          t(`push.table.source.${task.Source}`),
        ].join(' · ')}
      </div>
    </>
  )

  function kindOf({ Stored, KeepUntil }: PushTaskItem): string {
    if (Stored) return t('push.table.kinds.stored')
    if (KeepUntil === 0) return t('push.table.kinds.live')
    return t('push.table.kinds.kept', { time: formatDateTime(KeepUntil).slice(0, 16) })
  }
}
