import { ExclamationCircleFilled } from '@ant-design/icons'
import { ChatError } from '@yanshu/client'
import { messageErrors } from '@yanshu/protocol'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../design/format.ts'
import type { Bubble } from './bubble.ts'
import type { ConversationModel } from './conversation-model.ts'

interface MessageBubbleProps {
  readonly bubble: Bubble
  readonly peer: string
  readonly model: ConversationModel
}

export function MessageBubble({ bubble, peer, model }: MessageBubbleProps) {
  const { t } = useTranslation()
  if (bubble.state === 'recalled') {
    return (
      <div className="ys-recalled">
        {bubble.mine
          ? t('tryit.message.recalledByMe')
          : t('tryit.message.recalledByPeer', { peer })}
      </div>
    )
  }
  return (
    <article className={bubble.mine ? 'ys-bubble ys-bubble--mine' : 'ys-bubble'}>
      <div className="ys-bubble__text">
        {bubble.text ?? t('tryit.message.other', { type: bubble.type })}
      </div>
      <footer className="ys-bubble__foot">
        {bubble.canRecall && <RecallButton id={bubble.id} model={model} />}
        {bubble.mine && <Delivery bubble={bubble} model={model} />}
        <time>{formatMoment(bubble.time)}</time>
      </footer>
    </article>
  )
}

function Delivery({ bubble, model }: { bubble: Bubble; model: ConversationModel }) {
  const { t } = useTranslation()
  switch (bubble.state) {
    case 'sending':
      return t('tryit.message.sending')
    case 'sent':
      return t('tryit.message.sent')
    case 'read':
      return <span className="ys-bubble__read">{t('tryit.message.read')}</span>
    case 'failed':
      return (
        <span className="ys-bad">
          <ExclamationCircleFilled aria-hidden /> {t('tryit.message.failed')}
          {bubble.failure !== undefined && `: ${bubble.failure}`}
          <Button type="link" size="small" onClick={() => void model.resend(bubble.id)}>
            {t('tryit.message.resend')}
          </Button>
        </span>
      )
    default:
      return undefined
  }
}

function RecallButton({ id, model }: { id: string; model: ConversationModel }) {
  const { t } = useTranslation()
  const { notification } = App.useApp()
  const recall = async () => {
    try {
      await model.recall(id)
    } catch (error) {
      const description = recallFailure(error, t('tryit.message.recallLate'))
      notification.error({ title: t('tryit.message.recallFailed'), description, duration: 6 })
    }
  }
  return (
    <Button type="link" size="small" className="ys-bubble__recall" onClick={() => void recall()}>
      {t('tryit.message.recall')}
    </Button>
  )
}

function recallFailure(error: unknown, tooLate: string): string {
  if (!(error instanceof ChatError)) return String(error)
  return error.code === messageErrors.recallLate.code ? tooLate : `${error.code} ${error.message}`
}
