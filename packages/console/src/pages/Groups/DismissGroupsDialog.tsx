import { describeGroup, describeGroupList, dismissGroups } from '@yanshu/protocol'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { BatchDialog } from '../../batch/BatchDialog.tsx'
import { NameList } from '../../batch/NameList.tsx'
import { useReason } from '../../batch/use-reason.ts'

interface DismissGroupsDialogProps {
  readonly appId: number
  readonly groupIds: readonly string[]
  readonly onClose: () => void
  readonly onDismissed: (groupIds: readonly string[]) => void
}

/** Says what is lost before it is. */
export function DismissGroupsDialog(props: DismissGroupsDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const reasonOf = useReason()
  const send = async (piece: readonly string[]) => {
    const { ResultItem } = await callAction(dismissGroups, {
      SDKAppID: props.appId,
      GroupIds: [...piece],
    })
    return ResultItem.filter((item) => item.ResultCode !== 0).map((item) => ({
      id: item.GroupId,
      reason: reasonOf(item),
    }))
  }
  return (
    <BatchDialog
      danger
      title={t('groups.dismiss.title')}
      okText={t('groups.dismiss.confirm')}
      failedTitle={t('groups.dismiss.failed')}
      doneText={(total) => t('groups.dismiss.done', { total })}
      ids={props.groupIds}
      send={send}
      refreshes={[describeGroupList, describeGroup]}
      onPiece={props.onDismissed}
      onClose={props.onClose}
    >
      <div className="ys-stack">
        <Alert type="warning" showIcon title={t('groups.dismiss.warning')} />
        <div>
          {t('groups.dismiss.question', { total: props.groupIds.length })}
          <NameList names={props.groupIds} />
        </div>
      </div>
    </BatchDialog>
  )
}
