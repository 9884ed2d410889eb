import { SendOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

interface ComposerProps {
  readonly peer: string
  readonly disabled: boolean
  readonly onSend: (text: string) => void
}

/** Room for text below the 12 KB that a message may have. */
const MAX_CHARACTERS = 3_000

export function Composer({ peer, disabled, onSend }: ComposerProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const messageTo = (name: string) =>
    peer === '' ? '' : t('tryit.message.placeholder', { peer: name })
  const send = () => {
    if (disabled || text.trim() === '') return
    onSend(text)
    setText('')
  }
  const sendOnEnter = (event: KeyboardEvent) => {
    // Enter also picks a candidate of an input method, which must not send half a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }

  return (
    <div className="ys-composer">
      <Input.TextArea
        value={text}
        disabled={disabled}
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={MAX_CHARACTERS}
        variant="borderless"
        placeholder={messageTo(shortened(peer))}
        aria-label={messageTo(peer) || t('tryit.message.send')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={sendOnEnter}
      />
      <Button
        type="primary"
        icon={<SendOutlined />}
        disabled={disabled || text.trim() === ''}
        onClick={send}
      >
        {t('tryit.message.send')}
      </Button>
    </div>
  )
}

/** A long UserID would break the placeholder over several lines. */
function shortened(userId: string): string {
  return userId.length > 16 ? `${userId.slice(0, 15)}…` : userId
}
