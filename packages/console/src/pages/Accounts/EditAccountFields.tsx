import { profileFields } from '@yanshu/protocol'
import type { AccountItem } from '@yanshu/protocol'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { bytesUpTo, wholeNumber } from '../../design/form-rules.ts'
import type { AccountForm } from './account-changes.ts'
import { accountTypes } from './account-list-params.ts'

const genders = profileFields.Tag_Profile_IM_Gender.choices
const allowTypes = profileFields.Tag_Profile_IM_AllowType.choices
const forbidTypes = profileFields.Tag_Profile_IM_AdminForbidType.choices

/** The standard profile of an account. */
export function EditAccountFields({ account }: { account: AccountItem }) {
  const { t } = useTranslation()
  const choices = <Key extends Parameters<typeof choiceText>[0]>(keys: readonly Key[]) =>
    keys.map((key) => ({ value: key, label: choiceText(key) }))
  const choiceText = (
    key: (typeof genders)[number] | (typeof allowTypes)[number] | (typeof forbidTypes)[number],
  ) => t(`accounts.choices.${key}`)
  return (
    <>
      <Form.Item label={t('accounts.fields.userId')} required htmlFor="edit-account_user-id">
        <Input id="edit-account_user-id" value={account.UserID} disabled />
      </Form.Item>
      <ProfileText field="Nick" label={t('accounts.fields.nick')} max={500} />
      <Form.Item name="AccountType" label={t('accounts.fields.accountType')}>
        <Select
          disabled={account.BuiltIn}
          options={accountTypes.map((type) => ({
            value: type,
            label: t(`accounts.types.${type}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="Gender" label={t('accounts.fields.gender')}>
        <Select placeholder={t('accounts.edit.choose')} options={choices(genders)} />
      </Form.Item>
      <ProfileNumber
        field="BirthDay"
        label={t('accounts.fields.birthDay')}
        placeholder={t('accounts.fields.birthDayPlaceholder')}
      />
      <ProfileText field="Location" label={t('accounts.fields.location')} max={16} />
      <Form.Item name="AllowType" label={t('accounts.fields.allowType')}>
        <Select placeholder={t('accounts.edit.choose')} options={choices(allowTypes)} />
      </Form.Item>
      <Form.Item name="AdminForbidType" label={t('accounts.fields.adminForbidType')}>
        <Select placeholder={t('accounts.edit.choose')} options={choices(forbidTypes)} />
      </Form.Item>
      <Form.Item name="MsgSettings" label={t('accounts.fields.msgSettings')}>
        <Select
          placeholder={t('accounts.edit.choose')}
          options={[
            { value: 0, label: t('accounts.choices.msgSettings0') },
            { value: 1, label: t('accounts.choices.msgSettings1') },
          ]}
        />
      </Form.Item>
      <ProfileNumber field="Language" label={t('accounts.fields.language')} />
      <ProfileNumber field="Level" label={t('accounts.fields.level')} />
      <ProfileNumber field="Role" label={t('accounts.fields.role')} />
      <ProfileText
        field="FaceUrl"
        label={t('accounts.fields.faceUrl')}
        placeholder={t('accounts.fields.faceUrlPlaceholder')}
        max={500}
        wide
      />
      <ProfileText
        field="SelfSignature"
        label={t('accounts.fields.selfSignature')}
        max={500}
        wide
      />
    </>
  )
}

interface ProfileInputProps {
  readonly field: keyof AccountForm
  readonly label: string
  readonly placeholder?: string
}

function ProfileText(props: ProfileInputProps & { readonly max: number; readonly wide?: boolean }) {
  const { t } = useTranslation()
  return (
    <Form.Item
      name={props.field}
      label={props.label}
      rules={[bytesUpTo(props.max, t)]}
      className={props.wide ? 'ys-form-columns__wide' : ''}
    >
      <Input placeholder={props.placeholder} autoComplete="off" />
    </Form.Item>
  )
}

function ProfileNumber({ field, label, placeholder }: ProfileInputProps) {
  const { t } = useTranslation()
  return (
    <Form.Item name={field} label={label} rules={[wholeNumber(t)]}>
      <Input inputMode="numeric" placeholder={placeholder} autoComplete="off" />
    </Form.Item>
  )
}
