import { updateUser } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../../design/Allowed.tsx'
import { CopyText } from '../../../design/CopyText.tsx'
import { FieldList } from '../../../design/FieldList.tsx'
import { SettingsCard } from '../../../design/SettingsCard.tsx'
import { userResource } from '../access-resources.ts'
import { phoneOf } from '../Users/user-row.ts'
import type { UserDetails } from './UserDetailsPage.tsx'

interface UserInfoCardProps {
  readonly user: UserDetails
  /** Left out for the root account, which is not changed here. */
  readonly onEdit?: () => void
}

export function UserInfoCard({ user, onEdit }: UserInfoCardProps) {
  const { t } = useTranslation()
  return (
    <SettingsCard
      title={t('users.info.title')}
      actions={
        onEdit && (
          <Allowed action={updateUser} resource={userResource(user.Uin)}>
            <Button type="link" size="small" onClick={onEdit}>
              {t('common.edit')}
            </Button>
          </Allowed>
        )
      }
    >
      <div className="ys-field-columns">
        <FieldList
          fields={[
            {
              label: t('users.fields.name'),
              value: <CopyText text={user.Name} label={user.Name} />,
            },
            {
              label: t('users.fields.uin'),
              value: <CopyText text={String(user.Uin)} label={t('users.fields.uin')} />,
            },
            { label: t('users.fields.remark'), value: user.Remark },
          ]}
        />
        <FieldList
          fields={[
            {
              label: t('users.fields.type'),
              value: t(onEdit ? 'common.subUser' : 'common.rootAccount'),
            },
            { label: t('users.fields.phone'), value: phoneOf(user) },
            { label: t('users.fields.email'), value: user.Email },
          ]}
        />
      </div>
    </SettingsCard>
  )
}
