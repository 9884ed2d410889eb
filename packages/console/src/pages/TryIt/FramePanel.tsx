import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { TFunction } from 'i18next'
import { useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClock } from '../../design/format.ts'
import type { Frame } from './frame.ts'
import type { FrameLog } from './frame-log.ts'

interface FramePanelProps {
  readonly log: FrameLog
  readonly side: 'left' | 'right'
}

/** The latest frames of one client, newest first; a click shows a frame's JSON. */
export function FramePanel({ log, side }: FramePanelProps) {
  const { t } = useTranslation()
  const { frames, paused } = useSyncExternalStore(log.view.subscribe, log.view.get)
  return (
    <section
      className="ys-frame-panel"
      aria-label={t('tryit.frames.of', { pane: t(`tryit.panes.${side}`) })}
    >
      <header>
        <span className="ys-quiet">{t('tryit.frames.count', { total: frames.length })}</span>
        <Button type="text" size="small" aria-pressed={paused} onClick={log.togglePause}>
          {t(paused ? 'tryit.frames.resume' : 'tryit.frames.pause')}
        </Button>
        <Button type="text" size="small" disabled={frames.length === 0} onClick={log.clear}>
          {t('tryit.frames.clear')}
        </Button>
      </header>
      {frames.length === 0 && <p className="ys-quiet">{t('tryit.frames.empty')}</p>}
      <ol>
        {frames.map((frame) => (
          <FrameRow key={frame.id} frame={frame} />
        ))}
      </ol>
    </section>
  )
}

function FrameRow({ frame }: { frame: Frame }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const out = frame.direction === 'out'
  return (
    <li className={`ys-frame ys-frame--${frame.direction} ys-frame--${frame.kind}`}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span
          className="ys-frame__direction"
          role="img"
          aria-label={t(out ? 'tryit.frames.out' : 'tryit.frames.in')}
        >
          {out ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
        </span>
        <span className="ys-frame__name">{frameName(frame, t)}</span>
        <span className="ys-frame__size">{frame.bytes} B</span>
        <time>{formatClock(frame.at)}</time>
      </button>
      {open && <pre>{frame.text}</pre>}
    </li>
  )
}

function frameName({ kind, name }: Frame, t: TFunction): string {
  switch (kind) {
    case 'answer':
      return t('tryit.frames.answer', { method: name })
    case 'error':
      return t('tryit.frames.error', { method: name })
    case 'unknown':
      return t('tryit.frames.unknown')
    default:
      return name
  }
}
