import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import type { ButtonProps } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyToClipboard } from './copy-to-clipboard.ts'

const FEEDBACK_MS = 1_800

interface CopyButtonProps {
  readonly text: string
  /** What is copied, for the name of a button without words. */
  readonly label: string
  /** Shows words beside the icon. */
  readonly children?: string
  readonly type?: ButtonProps['type']
}

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label, children, type = 'text' }: CopyButtonProps) {
  const { t } = useTranslation()
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return undefined
    const timer = setTimeout(() => setState('idle'), FEEDBACK_MS)
    return () => clearTimeout(timer)
  }, [state])

  return (
    <Tooltip
      title={state === 'idle' ? undefined : t(`common.copy.${state}`)}
      open={state !== 'idle'}
    >
      <Button
        type={type}
        size={children === undefined ? 'small' : 'medium'}
        className={children === undefined ? 'ys-copy' : ''}
        icon={state === 'copied' ? <CheckOutlined /> : <CopyOutlined />}
        // Words beside the icon are the name already.
        {...(children === undefined && { 'aria-label': t('common.copy.name', { what: label }) })}
        onClick={async (event) => {
          event.stopPropagation()
          setState((await copyToClipboard(text)) ? 'copied' : 'failed')
        }}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
