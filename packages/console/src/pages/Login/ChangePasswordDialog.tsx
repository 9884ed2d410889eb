import { Form, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSessionActions } from '../../api/use-session.ts'
import { useToast } from '../../design/use-toast.ts'
import { ChangeNotice } from './ChangeNotice.tsx'
import { ChangePasswordFields } from './ChangePasswordFields.tsx'
import type { ChangePasswordForm } from './ChangePasswordFields.tsx'
import { useTry } from './use-try.ts'

/** Changes the password of whoever is signed in. */
export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [form] = Form.useForm<ChangePasswordForm>()
  const { change } = useSessionActions()
  const { submit, working, problem, waitSeconds } = useTry(change, () => {
    toast(t('login.change.done'))
    onClose()
  })
  return (
    <Modal
      open
      title={t('login.change.title')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: waitSeconds > 0 }}
      confirmLoading={working}
      onOk={form.submit}
      onCancel={onClose}
      width={460}
    >
      <p className="ys-dialog-hint">{t('login.change.others')}</p>
      <ChangeNotice problem={problem} waitSeconds={waitSeconds} />
      <Form<ChangePasswordForm>
        form={form}
        name="change-password"
        layout="vertical"
        requiredMark={false}
        onFinish={({ oldPassword, newPassword }) => submit({ oldPassword, newPassword })}
      >
        <ChangePasswordFields />
      </Form>
    </Modal>
  )
}
