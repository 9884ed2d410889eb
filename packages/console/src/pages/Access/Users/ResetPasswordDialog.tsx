import { updateUser } from '@yanshu/protocol'
import { Alert, Button, Form, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { useToast } from '../../../design/use-toast.ts'
import { DownloadCredentials } from '../Credentials/DownloadCredentials.tsx'
import { SecretShown } from '../Credentials/SecretShown.tsx'
import { PasswordFields, usualPassword } from '../Passwords/PasswordFields.tsx'
import type { PasswordChoice } from '../Passwords/PasswordFields.tsx'
import { userReaders } from './user-readers.ts'

interface ResetPasswordDialogProps {
  readonly user: { readonly Name: string; readonly ConsoleLogin: number }
  readonly onClose: () => void
}

/** Gives a user a new password, and with it the way into the console where it had none. */
export function ResetPasswordDialog({ user, onClose }: ResetPasswordDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const [form] = Form.useForm<PasswordChoice>()
  const signsIn = user.ConsoleLogin === 1
  const save = useActionMutation(updateUser, {
    refreshes: userReaders,
    onSuccess: ({ Password }) => {
      if (Password !== undefined) return
      toast(t('users.password.done'))
      onClose()
    },
  })
  const password = save.data?.Password
  const credentials = password === undefined ? undefined : { user: user.Name, password }
  const submit = ({ way, password: own = '', mustChange }: PasswordChoice) =>
    save.mutate({
      Name: user.Name,
      ConsoleLogin: 1,
      Password: way === 'own' ? own : '',
      NeedResetPassword: mustChange ? 1 : 0,
    })
  return (
    <Modal
      open
      title={t(signsIn ? 'users.password.title' : 'users.password.enableTitle', {
        user: user.Name,
      })}
      // What is shown once must not go by a slip of the mouse.
      mask={{ closable: credentials === undefined }}
      keyboard={credentials === undefined}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      {...(credentials && {
        footer: (
          <>
            <DownloadCredentials credentials={[credentials]} />
            <Button type="primary" onClick={onClose}>
              {t('access.credentials.saved')}
            </Button>
          </>
        ),
      })}
    >
      {credentials ? (
        <SecretShown credentials={credentials} />
      ) : (
        <Form<PasswordChoice>
          form={form}
          name="reset-password"
          layout="vertical"
          requiredMark={false}
          initialValues={usualPassword}
          onFinish={submit}
        >
          {signsIn && (
            <Alert
              type="warning"
              showIcon
              title={t('users.password.warning')}
              className="ys-gap-below"
            />
          )}
          <PasswordFields />
        </Form>
      )}
    </Modal>
  )
}
