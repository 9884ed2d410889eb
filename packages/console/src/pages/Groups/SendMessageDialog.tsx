import { describeGroup, describeGroupMessages, sendGroupMessages } from '@yanshu/protocol'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { BatchDialog } from '../../batch/BatchDialog.tsx'
import { NameList } from '../../batch/NameList.tsx'
import { useReason } from '../../batch/use-reason.ts'

/** 字 of one message, counted as people count them. */
const MOST_CHARACTERS = 300

interface SendMessageDialogProps {
  readonly appId: number
  readonly groupIds: readonly string[]
  readonly onClose: () => void
}

/** A text to one group or to many. */
export function SendMessageDialog({ appId, groupIds, onClose }: SendMessageDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const reasonOf = useReason()
  const [content, setContent] = useState('')
  const count = Array.from(content).length
  const isTooLong = count > MOST_CHARACTERS
  const send = async (piece: readonly string[]) => {
    const { ResultItem } = await callAction(sendGroupMessages, {
      SDKAppID: appId,
      GroupIds: [...piece],
      Content: content,
    })
    return ResultItem.filter((item) => item.ResultCode !== 0).map((item) => ({
      id: item.GroupId,
      reason: reasonOf(item),
    }))
  }
  return (
    <BatchDialog
      title={t('groups.send.title')}
      okText={t('common.confirm')}
      disabled={content.trim() === '' || isTooLong}
      failedTitle={t('groups.send.failed')}
      doneText={(total) => t('groups.send.done', { total })}
      ids={groupIds}
      send={send}
      refreshes={[describeGroup, describeGroupMessages]}
      onClose={onClose}
    >
      {t('groups.send.to', { total: groupIds.length })}
      <NameList names={groupIds} />
      <Form layout="vertical">
        <Form.Item
          className="ys-counted"
          label={t('groups.send.content')}
          htmlFor="group-message"
          validateStatus={isTooLong ? 'error' : ''}
          help={isTooLong ? t('groups.send.tooLong') : undefined}
        >
          <Input.TextArea
            id="group-message"
            autoFocus
            rows={5}
            value={content}
            placeholder={t('groups.send.placeholder')}
            count={{
              show: true,
              max: MOST_CHARACTERS,
              strategy: (text) => Array.from(text).length,
            }}
            onChange={(event) => setContent(event.target.value)}
          />
        </Form.Item>
      </Form>
    </BatchDialog>
  )
}
