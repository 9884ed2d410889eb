import type { CloudAction } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import type { LoadedProps } from '../../design/Loaded.tsx'
import { Loaded } from '../../design/Loaded.tsx'
import { Page } from '../../design/Page.tsx'
import { useDialog } from '../../design/use-dialog.ts'
import { useToast } from '../../design/use-toast.ts'
import { AddFieldButton } from '../Features/AddFieldButton.tsx'
import { NoFields } from '../Features/NoFields.tsx'
import { useDialogForm } from '../Features/use-dialog-form.ts'
import { useNameTaken } from '../Features/use-name-taken.ts'
import type { FieldForm, TypedField, TypeRights } from './field-form.ts'
import { FieldsTable } from './FieldsTable.tsx'
import { GroupFieldDialog } from './GroupFieldDialog.tsx'

interface CustomFieldsPageProps<Rights extends TypeRights> {
  readonly kind: 'group' | 'member'
  readonly createAction: CloudAction
  readonly modifyAction: CloudAction
  readonly most: number
  readonly choices: readonly Rights[]
  readonly fields: LoadedProps<{ readonly Fields: readonly TypedField<Rights>[] }>['query']
  readonly saving: boolean
  readonly save: (field: TypedField<Rights>, isNew: boolean) => Promise<unknown>
}

/** The page of one kind of fields: its table, and the dialog that adds and edits. */
export function CustomFieldsPage<Rights extends TypeRights>(props: CustomFieldsPageProps<Rights>) {
  const { t } = useTranslation()
  const { kind, fields, createAction } = props
  const { dialog, open, close } = useDialog<TypedField<Rights> | 'add'>()
  const add = () => open('add')
  return (
    <Page
      title={t(`groupconf.fields.${kind}.page`)}
      description={t(`groupconf.fields.${kind}.warning`)}
      actions={
        <AddFieldButton
          action={createAction}
          count={fields.data?.Fields.length}
          most={props.most}
          label={t(`groupconf.fields.${kind}.add`)}
          onAdd={add}
          primary
        />
      }
    >
      <Loaded query={fields} rows={6}>
        {({ Fields }) => (
          <FieldsTable<Rights>
            fields={Fields}
            hasOwn={kind === 'member'}
            modifyAction={props.modifyAction}
            empty={
              <NoFields
                hint={t(`groupconf.fields.${kind}.empty`)}
                action={createAction}
                onAdd={add}
              />
            }
            onEdit={open}
          />
        )}
      </Loaded>
      {dialog !== undefined && (
        <OneField<Rights>
          {...props}
          field={dialog === 'add' ? undefined : dialog}
          onClose={close}
        />
      )}
    </Page>
  )
}

interface OneFieldProps<Rights extends TypeRights> extends CustomFieldsPageProps<Rights> {
  readonly field: TypedField<Rights> | undefined
  readonly onClose: () => void
}

function OneField<Rights extends TypeRights>(props: OneFieldProps<Rights>) {
  const { t } = useTranslation()
  const toast = useToast()
  const { field, onClose } = props
  const { form, name } = useDialogForm<FieldForm<Rights>>()
  const tellTaken = useNameTaken(form)
  const submit = ({ Key: name, Types }: FieldForm<Rights>) => {
    const Key = field?.Key ?? name
    return props.save({ Key, Types }, field === undefined).then(() => {
      toast(t(field ? 'groupconf.fields.saved' : 'features.fields.added', { name: Key }))
      onClose()
    }, tellTaken)
  }
  return (
    <GroupFieldDialog<Rights>
      kind={props.kind}
      form={form}
      name={name}
      open
      saving={props.saving}
      field={field}
      choices={props.choices}
      onSubmit={(values) => void submit(values)}
      onClose={onClose}
    />
  )
}
