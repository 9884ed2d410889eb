import { createUserField, describeUserFields, PROFILE_PREFIX } from '@yanshu/protocol'
import type { UserField } from '@yanshu/protocol'
import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useToast } from '../../design/use-toast.ts'
import { firstRights, missingRight } from './field-rights.ts'
import { FieldDialog } from './FieldDialog.tsx'
import { FieldNameFields } from './FieldNameFields.tsx'
import { RightsFields } from './RightsFields.tsx'
import { useDialogForm } from './use-dialog-form.ts'
import { useNameTaken } from './use-name-taken.ts'

interface AddUserFieldDialogProps {
  readonly appId: number
  readonly open: boolean
  readonly onClose: () => void
}

export function AddUserFieldDialog({ appId, open, onClose }: AddUserFieldDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const { form, name } = useDialogForm<UserField>()
  const values = Form.useWatch<Partial<UserField> | undefined>([], form)
  const tellTaken = useNameTaken(form)
  const create = useActionMutation(createUserField, {
    refreshes: [describeUserFields],
    explains: ['ResourceInUse'],
    onSuccess: (_, { Key }) => {
      toast(t('features.fields.added', { name: PROFILE_PREFIX + Key }))
      onClose()
    },
  })
  return (
    <FieldDialog<UserField>
      title={t('features.fields.addUser')}
      warning={t('features.fields.userWarning')}
      form={form}
      name={name}
      open={open}
      saving={create.isPending}
      unusable={missingRight(values ?? {}) !== undefined}
      initialValues={{ Type: 'string', ...firstRights }}
      onSubmit={(field) => create.mutate({ SDKAppID: appId, ...field }, { onError: tellTaken })}
      onClose={onClose}
    >
      <FieldNameFields prefix={PROFILE_PREFIX} />
      <RightsFields />
    </FieldDialog>
  )
}
