import { Alert, Form, Modal } from 'antd'
import type { FormInstance } from 'antd'
import type { PropsWithChildren } from 'react'
import { useTranslation } from 'react-i18next'

interface FieldDialogProps<Values extends object> {
  readonly title: string
  readonly warning?: string
  readonly form: FormInstance<Values>
  readonly name: string
  readonly open: boolean
  readonly saving: boolean
  readonly unusable?: boolean
  readonly width?: number
  readonly initialValues: Values | Partial<Values>
  readonly onSubmit: (values: Values) => void
  readonly onClose: () => void
}

/** The frame of the dialogs about custom fields. */
export function FieldDialog<Values extends object>(
  props: PropsWithChildren<FieldDialogProps<Values>>,
) {
  const { t } = useTranslation()
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={props.saving}
      okButtonProps={{ disabled: props.unusable ?? false }}
      onOk={props.form.submit}
      onCancel={props.onClose}
      width={props.width ?? 520}
      destroyOnHidden
    >
      {props.warning !== undefined && (
        <Alert type="warning" showIcon className="ys-gap-below" title={props.warning} />
      )}
      <Form<Values>
        form={props.form}
        name={props.name}
        layout="vertical"
        preserve={false}
        initialValues={props.initialValues}
        onFinish={props.onSubmit}
      >
        {props.children}
      </Form>
    </Modal>
  )
}
