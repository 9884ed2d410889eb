import { createAccessKey, listAccessKeys } from '@yanshu/protocol'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { DownloadCredentials } from '../Credentials/DownloadCredentials.tsx'
import { SecretShown } from '../Credentials/SecretShown.tsx'
import type { KeyOwner } from './KeysPanel.tsx'
import { keyNoteForm } from './key-note.ts'

interface CreateKeyDialogProps {
  readonly owner: KeyOwner
  readonly onClose: () => void
}

/** Makes a key after a word of warning, then shows its secret this once. */
export function CreateKeyDialog({ owner, onClose }: CreateKeyDialogProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ note?: string }>()
  const create = useActionMutation(createAccessKey, { refreshes: [listAccessKeys] })
  const made = create.data?.AccessKey
  const credentials = made && {
    user: owner.name,
    secretId: made.AccessKeyId,
    secretKey: made.SecretAccessKey,
  }
  return (
    <Modal
      open
      title={t(made ? 'access.keys.create.doneTitle' : 'access.keys.create.title')}
      // What is shown once must not go by a slip of the mouse.
      mask={{ closable: made === undefined }}
      keyboard={made === undefined}
      onCancel={onClose}
      width={560}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={create.isPending}
      onOk={form.submit}
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
        <>
          <Alert
            type="warning"
            showIcon
            title={t('access.keys.create.warning')}
            className="ys-gap-below"
          />
          <Form
            form={form}
            name="create-key"
            layout="vertical"
            onFinish={({ note = '' }) =>
              create.mutate({
                TargetUin: Number(owner.uin),
                ...(note === '' ? {} : { Description: note }),
              })
            }
          >
            <Form.Item name="note" label={t('access.keys.note')} rules={[keyNoteForm(t)]}>
              <Input autoComplete="off" placeholder={t('common.optional')} />
            </Form.Item>
          </Form>
        </>
      )}
    </Modal>
  )
}
