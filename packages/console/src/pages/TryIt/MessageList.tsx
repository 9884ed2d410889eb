import { Button, Spin } from 'antd'
import { useEffect, useRef } from 'react'
import type { PropsWithChildren } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationModel, ConversationView } from './conversation-model.ts'
import { MessageBubble } from './MessageBubble.tsx'
import { useConversationView } from './use-conversation-view.ts'

interface MessageListProps {
  readonly me: string
  readonly peer: string
  readonly conversation: ConversationModel | undefined
}

/** The conversation, newest at the bottom. */
export function MessageList({ me, peer, conversation }: MessageListProps) {
  const { t } = useTranslation()
  const view = useConversationView(conversation)
  const scroller = useScrollToOwn(view)
  if (me === '') return <Hint>{t('tryit.intro.noAccount')}</Hint>
  if (peer === '') return <Hint>{t('tryit.intro.noPeer')}</Hint>
  if (conversation === undefined) return <Hint />
  return (
    <div className="ys-messages" ref={scroller} tabIndex={0}>
      <div role="log" aria-label={t('tryit.message.list', { me, peer })}>
        <HistoryEdge model={conversation} view={view} />
        {view.bubbles.map((bubble) => (
          <MessageBubble key={bubble.id} bubble={bubble} peer={peer} model={conversation} />
        ))}
      </div>
    </div>
  )
}

/** Whoever sends something wants to see it, even when reading older messages. */
function useScrollToOwn({ bubbles }: ConversationView) {
  const scroller = useRef<HTMLDivElement>(null)
  const last = bubbles.at(-1)
  const ownLast = last?.mine ? last.id : undefined
  useEffect(() => {
    // The list grows upwards from its end, which is where its scroll position is 0.
    if (ownLast !== undefined) scroller.current?.scrollTo({ top: 0 })
  }, [ownLast])
  return scroller
}

function Hint({ children }: PropsWithChildren) {
  return <div className="ys-messages ys-messages--hint">{children}</div>
}

function HistoryEdge({ model, view }: { model: ConversationModel; view: ConversationView }) {
  const { t } = useTranslation()
  return (
    <div className="ys-history-edge">
      {view.history === 'loading' && (
        <>
          <Spin size="small" /> {t('tryit.history.loading')}
        </>
      )}
      {view.history === 'failed' && (
        <>
          {t('tryit.history.failed')}
          <Button type="link" size="small" onClick={() => void model.loadEarlier()}>
            {t('common.retry')}
          </Button>
        </>
      )}
      {view.history === 'loaded' && view.hasEarlier && (
        <Button type="link" size="small" onClick={() => void model.loadEarlier()}>
          {t('tryit.history.earlier')}
        </Button>
      )}
      {view.history === 'loaded' &&
        !view.hasEarlier &&
        t(view.bubbles.length === 0 ? 'tryit.intro.noMessages' : 'tryit.history.begin')}
    </div>
  )
}
