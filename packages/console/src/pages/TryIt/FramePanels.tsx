import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FrameLog } from './frame-log.ts'
import { FramePanel } from './FramePanel.tsx'

/** What both clients and the gateway really say to each other, under the client it belongs to. */
export function FramePanels({ left, right }: { left: FrameLog; right: FrameLog }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(true)
  return (
    <section className="ys-frames" aria-label={t('tryit.frames.title')}>
      <Button
        type="text"
        size="small"
        icon={open ? <DownOutlined /> : <RightOutlined />}
        aria-expanded={open}
        aria-label={t(open ? 'tryit.frames.hide' : 'tryit.frames.show')}
        onClick={() => setOpen(!open)}
      >
        {t('tryit.frames.title')}
      </Button>
      {open && (
        <div className="ys-try__panes ys-frames__panels">
          <FramePanel log={left} side="left" />
          <FramePanel log={right} side="right" />
        </div>
      )}
    </section>
  )
}
