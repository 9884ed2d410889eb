import { groupFieldKey } from '@yanshu/protocol'
import type { FormInstance } from 'antd'
import { Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyText } from '../../design/CopyText.tsx'
import { FieldList } from '../../design/FieldList.tsx'
import { FieldDialog } from '../Features/FieldDialog.tsx'
import type { FieldForm, TypedField, TypeRights } from './field-form.ts'
import { RightsTable } from './RightsTable.tsx'

const LONGEST_NAME = 16

interface GroupFieldDialogProps<Rights extends TypeRights> {
  readonly kind: 'group' | 'member'
  readonly form: FormInstance<FieldForm<Rights>>
  readonly name: string
  readonly open: boolean
  readonly saving: boolean
  /** The field to edit; without it a new one is added. */
  readonly field?: TypedField<Rights> | undefined
  /** The types that can have such a field, each with what a new line allows. */
  readonly choices: readonly Rights[]
  readonly onSubmit: (form: FieldForm<Rights>) => void
  readonly onClose: () => void
}

/** Adds a field or edits one, which takes an acknowledgement. */
export function GroupFieldDialog<Rights extends TypeRights>(props: GroupFieldDialogProps<Rights>) {
  const { t } = useTranslation()
  const { kind, form, field, choices } = props
  const agreed = Form.useWatch<boolean | undefined>('agreed', form)
  return (
    <FieldDialog<FieldForm<Rights>>
      title={t(`groupconf.fields.${kind}.title`)}
      warning={t(`groupconf.fields.${kind}.warning`)}
      form={form}
      name={props.name}
      open={props.open}
      saving={props.saving}
      unusable={agreed !== true}
      width={kind === 'member' ? 880 : 680}
      initialValues={firstValues(field, choices)}
      onSubmit={props.onSubmit}
      onClose={props.onClose}
    >
      {field ? <GivenName name={field.Key} /> : <NameField />}
      <RightsTable choices={choices} kept={field?.Types.length ?? 0} hasOwn={kind === 'member'} />
      <Form.Item name="agreed" valuePropName="checked" className="ys-agree">
        <Checkbox>{t(`groupconf.fields.agree.${kind}`)}</Checkbox>
      </Form.Item>
    </FieldDialog>
  )
}

/** The types of the form would not be known to be those of the field: both come from the same lines. */
function firstValues<Rights extends TypeRights>(
  field: TypedField<Rights> | undefined,
  choices: readonly Rights[],
) {
  const values = field ?? { Types: choices.slice(0, 1) }
  return { ...values, agreed: false } as Partial<FieldForm<Rights>>
}

function GivenName({ name }: { name: string }) {
  const { t } = useTranslation()
  const value = <CopyText text={name} label={name} />
  return <FieldList fields={[{ label: t('groupconf.fields.name'), value }]} />
}

function NameField() {
  const { t } = useTranslation()
  const rule = t('groupconf.fields.nameRule')
  return (
    <Form.Item
      name="Key"
      label={t('groupconf.fields.name')}
      required
      extra={t('groupconf.fields.nameHint')}
      rules={[
        {
          validator: (_, value: unknown) =>
            groupFieldKey.safeParse(value).success
              ? Promise.resolve()
              : Promise.reject(new Error(rule)),
        },
      ]}
    >
      <Input
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={LONGEST_NAME}
        placeholder={rule}
        className="ys-mono"
      />
    </Form.Item>
  )
}
