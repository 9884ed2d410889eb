import { describeUserFields, modifyUserField, PROFILE_PREFIX } from '@yanshu/protocol'
import type { FieldRights, UserField } from '@yanshu/protocol'
import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { CopyText } from '../../design/CopyText.tsx'
import { FieldList } from '../../design/FieldList.tsx'
import { useToast } from '../../design/use-toast.ts'
import { missingRight } from './field-rights.ts'
import { FieldDialog } from './FieldDialog.tsx'
import { RightsFields } from './RightsFields.tsx'
import { useDialogForm } from './use-dialog-form.ts'

interface EditRightsDialogProps {
  readonly appId: number
  readonly field: UserField
  readonly onClose: () => void
}

/** 修改权限: who reads and writes a field; nothing else of it changes. */
export function EditRightsDialog({ appId, field, onClose }: EditRightsDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const { form, name } = useDialogForm<FieldRights>()
  const values = Form.useWatch<Partial<FieldRights> | undefined>([], form)
  const { Key, Type, ...rights } = field
  const tag = PROFILE_PREFIX + Key
  const save = useActionMutation(modifyUserField, {
    refreshes: [describeUserFields],
    onSuccess: () => {
      toast(t('features.fields.rightsSaved', { name: tag }))
      onClose()
    },
  })
  return (
    <FieldDialog<FieldRights>
      title={t('features.fields.editRights')}
      form={form}
      name={name}
      open
      saving={save.isPending}
      unusable={missingRight(values ?? rights) !== undefined}
      initialValues={rights}
      onSubmit={(changed) => save.mutate({ SDKAppID: appId, Key, ...changed })}
      onClose={onClose}
    >
      <div className="ys-gap-below">
        <FieldList
          fields={[
            { label: t('features.fields.name'), value: <CopyText text={tag} label={tag} /> },
            { label: t('features.fields.type'), value: t(`features.fields.types.${Type}`) },
          ]}
        />
      </div>
      <RightsFields />
    </FieldDialog>
  )
}
