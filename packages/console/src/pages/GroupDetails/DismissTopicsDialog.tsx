import { describeGroup, describeGroupTopics, dismissGroupTopics } from '@yanshu/protocol'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { BatchDialog } from '../../batch/BatchDialog.tsx'
import { NameList } from '../../batch/NameList.tsx'
import { useReason } from '../../batch/use-reason.ts'

interface DismissTopicsDialogProps {
  readonly appId: number
  readonly groupId: string
  readonly topicIds: readonly string[]
  readonly onClose: () => void
  readonly onDismissed: (topicIds: readonly string[]) => void
}

export function DismissTopicsDialog(props: DismissTopicsDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const reasonOf = useReason()
  const send = async (piece: readonly string[]) => {
    const { ResultItem } = await callAction(dismissGroupTopics, {
      SDKAppID: props.appId,
      GroupId: props.groupId,
      TopicIds: [...piece],
    })
    return ResultItem.filter((item) => item.ResultCode !== 0).map((item) => ({
      id: item.TopicId,
      reason: reasonOf(item),
    }))
  }
  return (
    <BatchDialog
      danger
      title={t('groups.topics.dismissDialog.title')}
      okText={t('groups.dismiss.confirm')}
      failedTitle={t('groups.topics.dismissDialog.failed')}
      doneText={(total) => t('groups.topics.dismissDialog.done', { total })}
      ids={props.topicIds}
      send={send}
      refreshes={[describeGroupTopics, describeGroup]}
      onPiece={props.onDismissed}
      onClose={props.onClose}
    >
      <div className="ys-stack">
        <Alert type="warning" showIcon title={t('groups.topics.dismissDialog.warning')} />
        <div>
          {t('groups.topics.dismissDialog.question', { total: props.topicIds.length })}
          <NameList names={props.topicIds} />
        </div>
      </div>
    </BatchDialog>
  )
}
