import { createFriendField, describeFriendFields, FRIEND_PREFIX } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useToast } from '../../design/use-toast.ts'
import { FieldDialog } from './FieldDialog.tsx'
import { FieldNameFields } from './FieldNameFields.tsx'
import type { NewField } from './FieldNameFields.tsx'
import { useDialogForm } from './use-dialog-form.ts'
import { useNameTaken } from './use-name-taken.ts'

interface AddFriendFieldDialogProps {
  readonly appId: number
  readonly open: boolean
  readonly onClose: () => void
}

export function AddFriendFieldDialog({ appId, open, onClose }: AddFriendFieldDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const { form, name } = useDialogForm<NewField>()
  const tellTaken = useNameTaken(form)
  const create = useActionMutation(createFriendField, {
    refreshes: [describeFriendFields],
    explains: ['ResourceInUse'],
    onSuccess: (_, { Key }) => {
      toast(t('features.fields.added', { name: FRIEND_PREFIX + Key }))
      onClose()
    },
  })
  return (
    <FieldDialog<NewField>
      title={t('features.fields.addFriend')}
      warning={t('features.fields.friendWarning')}
      form={form}
      name={name}
      open={open}
      saving={create.isPending}
      initialValues={{ Type: 'string' }}
      onSubmit={(field) => create.mutate({ SDKAppID: appId, ...field }, { onError: tellTaken })}
      onClose={onClose}
    >
      <FieldNameFields prefix={FRIEND_PREFIX} />
    </FieldDialog>
  )
}
