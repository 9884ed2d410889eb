import { Alert, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface ConfirmByNameProps {
  readonly open: boolean
  readonly title: string
  readonly warning: ReactNode
  /** What must be typed before the button works. */
  readonly name: string
  readonly confirmText: string
  readonly confirming: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks for the name of the thing before it is destroyed for good. */
export function ConfirmByName(props: ConfirmByNameProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const matches = typed.trim() === props.name.trim()
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.confirmText}
      okButtonProps={{ danger: true, disabled: !matches, loading: props.confirming }}
      onOk={props.onConfirm}
      onCancel={props.onCancel}
      afterClose={() => setTyped('')}
      width={480}
    >
      <Alert type="warning" showIcon title={props.warning} className="ys-gap-below" />
      <Form layout="vertical" onFinish={() => matches && props.onConfirm()}>
        <Form.Item
          label={t('common.confirmByName.label', { name: props.name })}
          htmlFor="confirm-name"
        >
          <Input
            id="confirm-name"
            autoComplete="off"
            autoFocus
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
