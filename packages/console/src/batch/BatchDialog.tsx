import { Modal, Progress } from 'antd'
import type { PropsWithChildren } from 'react'
import { useTranslation } from 'react-i18next'
import { useToast } from '../design/use-toast.ts'
import { RefusedList } from './RefusedList.tsx'
import { useBatch } from './use-batch.ts'
import type { BatchJob } from './use-batch.ts'

interface BatchDialogProps extends Omit<BatchJob, 'onEnd'> {
  readonly title: string
  readonly okText: string
  readonly danger?: boolean
  readonly width?: number
  /** True while what was filled in cannot be sent. */
  readonly disabled?: boolean
  /** Headline over the rows that did not work. */
  readonly failedTitle: string
  readonly doneText: (done: number) => string
  readonly onClose: () => void
}

/** Asks, acts on many things while its bar moves, and tells which of them did not work, and why. */
export function BatchDialog({ children, ...props }: PropsWithChildren<BatchDialogProps>) {
  const { t } = useTranslation()
  const toast = useToast()
  const { start, isRunning, handled, refused } = useBatch({
    ...props,
    onEnd: (done, failures) => {
      if (done > 0) toast(props.doneText(done))
      if (failures.length === 0) props.onClose()
    },
  })
  const total = props.ids.length
  const hasFailed = refused.length > 0
  return (
    <Modal
      open
      title={props.title}
      width={props.width ?? 520}
      okText={props.okText}
      cancelText={hasFailed ? t('common.done') : t('common.cancel')}
      okButtonProps={{
        danger: props.danger ?? false,
        disabled: total === 0 || (props.disabled ?? false),
        loading: isRunning,
        // Buttons lay themselves out, which `hidden` does not overrule.
        ...(hasFailed && { style: { display: 'none' } }),
      }}
      mask={{ closable: !isRunning }}
      onOk={start}
      onCancel={props.onClose}
    >
      {hasFailed ? <RefusedList title={props.failedTitle} refused={refused} /> : children}
      {isRunning && total > 1 && (
        <div role="status">
          <Progress percent={Math.floor((handled / total) * 100)} size="small" />
          <div className="ys-quiet">{t('common.batch.progress', { done: handled, total })}</div>
        </div>
      )}
    </Modal>
  )
}
