import { ReloadOutlined, RollbackOutlined } from '@ant-design/icons'
import { recallGroupMessages } from '@yanshu/protocol'
import type { GroupDetails } from '@yanshu/protocol'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { LoadFailure } from '../../design/LoadFailure.tsx'
import { useDialog } from '../../design/use-dialog.ts'
import { useDetailsAddress } from './details-address.ts'
import { MessagesTable } from './MessagesTable.tsx'
import { PlacePicker } from './PlacePicker.tsx'
import { RecallDialog } from './RecallDialog.tsx'
import { useMessages } from './use-messages.ts'

interface MessagesTabProps {
  readonly appId: number
  readonly group: GroupDetails
}

/** What was said in a group and its topics; live rooms keep nothing. */
export function MessagesTab({ appId, group }: MessagesTabProps) {
  const { t } = useTranslation()
  const [{ place }, open] = useDetailsAddress()
  if (group.Type === 'AVChatRoom') {
    return <Alert type="info" showIcon title={t('groups.messages.live')} />
  }
  return (
    <Messages
      key={place}
      appId={appId}
      place={place}
      picker={
        group.SupportTopic && (
          <PlacePicker
            appId={appId}
            group={group}
            place={place}
            onChange={(next) => open({ place: next })}
          />
        )
      }
    />
  )
}

interface MessagesProps {
  readonly appId: number
  readonly place: string
  readonly picker: ReactNode
}

function Messages({ appId, place, picker }: MessagesProps) {
  const { t } = useTranslation()
  const history = useMessages(appId, place)
  const [selected, setSelected] = useState<readonly number[]>([])
  const { dialog, open, close } = useDialog<readonly number[]>()
  return (
    <>
      <div className="ys-toolbar" role="toolbar" aria-label={t('groups.details.tabs.messages')}>
        <Allowed action={recallGroupMessages}>
          <Button
            icon={<RollbackOutlined />}
            disabled={selected.length === 0}
            onClick={() => open(selected)}
          >
            {t('groups.messages.recallMany')}
          </Button>
        </Allowed>
        <Button
          icon={<ReloadOutlined />}
          loading={history.isRefetching}
          onClick={() => void history.refetch()}
        >
          {t('groups.messages.refresh')}
        </Button>
        {picker}
      </div>
      {history.isError ? (
        <LoadFailure error={history.error} onRetry={() => void history.refetch()} />
      ) : (
        <MessagesTable
          messages={history.data?.pages.flatMap(({ MsgList }) => MsgList) ?? []}
          loading={history.isPending}
          selected={selected}
          onSelect={setSelected}
          onRecall={(seq) => open([seq])}
          older={
            history.hasNextPage
              ? { load: () => void history.fetchNextPage(), isLoading: history.isFetchingNextPage }
              : undefined
          }
        />
      )}
      {dialog && (
        <RecallDialog
          appId={appId}
          place={place}
          seqs={dialog}
          onClose={close}
          onRecalled={(gone) => setSelected((seqs) => seqs.filter((seq) => !gone.includes(seq)))}
        />
      )}
    </>
  )
}
