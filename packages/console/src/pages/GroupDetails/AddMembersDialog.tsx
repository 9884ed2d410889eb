import { addGroupMembers, describeGroup, describeGroupMembers } from '@yanshu/protocol'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { BatchDialog } from '../../batch/BatchDialog.tsx'
import { useReason } from '../../batch/use-reason.ts'
import { readUserIds } from './user-id-list.ts'

/** More come by the REST API. */
const MOST_AT_ONCE = 1000
const NAMES_SHOWN = 5

interface AddMembersDialogProps {
  readonly appId: number
  readonly groupId: string
  readonly onClose: () => void
}

/** Add Member, one or many; who is not registered is refused by name. */
export function AddMembersDialog({ appId, groupId, onClose }: AddMembersDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const reasonOf = useReason()
  const [text, setText] = useState('')
  const { userIds, invalid } = readUserIds(text)
  const fault = useFault(userIds.length, invalid)
  const send = async (piece: readonly string[]) => {
    const { ResultItem } = await callAction(addGroupMembers, {
      SDKAppID: appId,
      GroupId: groupId,
      UserIDs: [...piece],
    })
    return ResultItem.filter((item) => item.ResultCode !== 0).map((item) => ({
      id: item.UserID,
      reason: reasonOf(item),
    }))
  }
  return (
    <BatchDialog
      title={t('groups.members.addDialog.title')}
      okText={t('common.confirm')}
      disabled={fault !== undefined}
      failedTitle={t('groups.members.addDialog.failed')}
      doneText={(total) => t('groups.members.addDialog.done', { total })}
      ids={userIds}
      send={send}
      refreshes={[describeGroupMembers, describeGroup]}
      onClose={onClose}
    >
      <Form layout="vertical">
        <Form.Item
          label={t('groups.members.addDialog.userIds')}
          htmlFor="new-members"
          required
          extra={t('groups.members.addDialog.hint')}
          validateStatus={fault === undefined ? '' : 'error'}
          help={fault}
        >
          <Input.TextArea
            id="new-members"
            autoFocus
            className="ys-mono"
            rows={4}
            value={text}
            placeholder={t('groups.members.addDialog.placeholder')}
            onChange={(event) => setText(event.target.value)}
          />
        </Form.Item>
      </Form>
    </BatchDialog>
  )
}

function useFault(count: number, invalid: readonly string[]): string | undefined {
  const { t } = useTranslation()
  if (invalid.length > 0) {
    const names = invalid.slice(0, NAMES_SHOWN).join(', ')
    return t('groups.members.addDialog.invalid', { names })
  }
  if (count <= MOST_AT_ONCE) return undefined
  return t('groups.members.addDialog.tooMany', { most: MOST_AT_ONCE })
}
