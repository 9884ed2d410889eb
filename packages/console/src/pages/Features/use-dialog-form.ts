import { Form } from 'antd'
import { useId } from 'react'

/** A form of a dialog, with a name of its own: a page holds several, and labels point to ids. */
export function useDialogForm<Values extends object>() {
  const [form] = Form.useForm<Values>()
  return { form, name: useId() }
}
