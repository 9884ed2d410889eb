import { useTranslation } from 'react-i18next'
import { AccountPicker } from './AccountPicker.tsx'
import { Composer } from './Composer.tsx'
import type { FrameLog } from './frame-log.ts'
import { LoginNotice } from './LoginNotice.tsx'
import { LoginBadge } from './LoginBadge.tsx'
import { MessageList } from './MessageList.tsx'
import { usePaneClient } from './use-pane-client.ts'

interface ChatPaneProps {
  readonly side: 'left' | 'right'
  readonly appId: number
  /** UserIDs; empty where none is chosen. */
  readonly me: string
  readonly peer: string
  readonly frames: FrameLog
  readonly onSignIn: (userId: string) => void
}

/** One client: who it is, what it says, what it hears. */
export function ChatPane({ side, appId, me, peer, frames, onSignIn }: ChatPaneProps) {
  const { t } = useTranslation()
  const { state, conversation, retry } = usePaneClient({ appId, me, peer, frames })
  const paneName = t(`tryit.panes.${side}`)
  return (
    <section className="ys-pane" aria-label={paneName}>
      <header className="ys-pane__head">
        <AccountPicker
          appId={appId}
          label={t('tryit.account.label', { pane: paneName })}
          value={me}
          other={peer}
          onChoose={onSignIn}
        />
        <LoginBadge kind={state?.kind ?? 'idle'} />
      </header>
      <LoginNotice state={state} onRetry={retry} />
      <MessageList me={me} peer={peer} conversation={conversation} />
      <Composer
        peer={peer}
        disabled={conversation === undefined}
        onSend={(text) => void conversation?.send(text)}
      />
    </section>
  )
}
