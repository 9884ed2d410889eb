import { describeGroup, describeGroupMembers, removeGroupMembers } from '@yanshu/protocol'
import { Alert, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { BatchDialog } from '../../batch/BatchDialog.tsx'
import { NameList } from '../../batch/NameList.tsx'
import { useReason } from '../../batch/use-reason.ts'

/** Three bytes of each character fit what the server takes. */
const REASON_CHARACTERS = 300

interface RemoveMembersDialogProps {
  readonly appId: number
  readonly groupId: string
  readonly userIds: readonly string[]
  readonly onClose: () => void
  readonly onRemoved: (userIds: readonly string[]) => void
}

/** 确认删除. */
export function RemoveMembersDialog(props: RemoveMembersDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const reasonOf = useReason()
  const [reason, setReason] = useState('')
  const send = async (piece: readonly string[]) => {
    const { ResultItem } = await callAction(removeGroupMembers, {
      SDKAppID: props.appId,
      GroupId: props.groupId,
      UserIDs: [...piece],
      ...(reason === '' ? {} : { Reason: reason }),
    })
    return ResultItem.filter((item) => item.ResultCode !== 0).map((item) => ({
      id: item.UserID,
      reason: reasonOf(item),
    }))
  }
  return (
    <BatchDialog
      danger
      title={t('groups.members.removeDialog.title')}
      okText={t('groups.members.removeDialog.confirm')}
      failedTitle={t('groups.members.removeDialog.failed')}
      doneText={(total) => t('groups.members.removeDialog.done', { total })}
      ids={props.userIds}
      send={send}
      refreshes={[describeGroupMembers, describeGroup]}
      onPiece={props.onRemoved}
      onClose={props.onClose}
    >
      <div className="ys-stack">
        <Alert type="warning" showIcon title={t('groups.members.removeDialog.warning')} />
        <div>
          {t('groups.members.removeDialog.question', { total: props.userIds.length })}
          <NameList names={props.userIds} />
        </div>
        <Form layout="vertical">
          <Form.Item label={t('groups.members.removeDialog.reason')} htmlFor="removal-reason">
            <Input
              id="removal-reason"
              autoComplete="off"
              maxLength={REASON_CHARACTERS}
              placeholder={t('common.optional')}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        </Form>
      </div>
    </BatchDialog>
  )
}
