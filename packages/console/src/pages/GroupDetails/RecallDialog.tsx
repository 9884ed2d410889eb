import { describeGroupMessages, groupLimits, recallGroupMessages } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { BatchDialog } from '../../batch/BatchDialog.tsx'
import { NameList } from '../../batch/NameList.tsx'
import { useReason } from '../../batch/use-reason.ts'

interface RecallDialogProps {
  readonly appId: number
  /** GroupID or TopicID. */
  readonly place: string
  readonly seqs: readonly number[]
  readonly onClose: () => void
  readonly onRecalled: (seqs: readonly number[]) => void
}

export function RecallDialog({ appId, place, seqs, onClose, onRecalled }: RecallDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const reasonOf = useReason()
  const nameOf = (seq: number) => t('groups.messages.recallDialog.message', { seq })
  const send = async (piece: readonly string[]) => {
    const { ResultItem } = await callAction(recallGroupMessages, {
      SDKAppID: appId,
      GroupId: place,
      MsgSeqs: piece.map(Number),
    })
    return ResultItem.filter((item) => item.ResultCode !== 0).map((item) => ({
      id: String(item.MsgSeq),
      reason: reasonOf(item),
    }))
  }
  return (
    <BatchDialog
      danger
      title={t('groups.messages.recallDialog.title')}
      okText={t('groups.messages.recall')}
      failedTitle={t('groups.messages.recallDialog.failed')}
      doneText={(total) => t('groups.messages.recallDialog.done', { total })}
      ids={seqs.map(String)}
      send={send}
      pieceSize={groupLimits.recallsPerRequest}
      refreshes={[describeGroupMessages]}
      onPiece={(ids) => onRecalled(ids.map(Number))}
      onClose={onClose}
    >
      {t('groups.messages.recallDialog.question', { total: seqs.length })}
      <NameList names={seqs.map(nameOf)} />
    </BatchDialog>
  )
}
