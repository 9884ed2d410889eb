import { createSubAccountLoginIpPolicy, describeSubAccountLoginIpPolicy } from '@yanshu/protocol'
import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ActionResult } from '../../../api/action-types.ts'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { FieldList } from '../../../design/FieldList.tsx'
import { Loaded } from '../../../design/Loaded.tsx'
import { SettingsCard } from '../../../design/SettingsCard.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { LoginAddressesDialog } from './LoginAddressesDialog.tsx'

export type LoginAddresses = ActionResult<typeof describeSubAccountLoginIpPolicy>

/** 登录限制: from which addresses sub-users may sign in. */
export function LoginAddressesCard() {
  const { t } = useTranslation()
  const { dialog, open, close } = useDialog<LoginAddresses>()
  const query = useActionQuery(describeSubAccountLoginIpPolicy, {})
  return (
    <SettingsCard
      title={t('usersettings.addresses.title')}
      actions={
        query.data && (
          <Allowed action={createSubAccountLoginIpPolicy}>
            <Button
              type="link"
              size="small"
              aria-label={t('common.rowAction', {
                action: t('common.edit'),
                what: t('usersettings.addresses.title'),
              })}
              onClick={() => open(query.data)}
            >
              {t('common.edit')}
            </Button>
          </Allowed>
        )
      }
    >
      <Loaded query={query} rows={3}>
        {(addresses) => <AddressList addresses={addresses} />}
      </Loaded>
      {dialog && <LoginAddressesDialog addresses={dialog} onClose={close} />}
    </SettingsCard>
  )
}

function AddressList({ addresses }: { addresses: LoginAddresses }) {
  const { t } = useTranslation()
  const { IpPolicies, DisablePolicy, UpdateTime } = addresses
  const of = (effect: 'Allow' | 'Deny') => IpPolicies.filter(({ Effect }) => Effect === effect)
  const isOn = DisablePolicy === 0 && IpPolicies.length > 0
  return (
    <>
      <FieldList
        fields={[
          { label: t('usersettings.addresses.state'), value: t(isOn ? 'access.on' : 'access.off') },
          { label: t('usersettings.addresses.allow'), value: <Addresses list={of('Allow')} /> },
          { label: t('usersettings.addresses.deny'), value: <Addresses list={of('Deny')} /> },
        ]}
      />
      <p className="ys-quiet ys-gap-above">
        {t('usersettings.addresses.hint')}
        {UpdateTime !== '' && ` ${t('usersettings.changedAt', { time: UpdateTime })}`}
      </p>
    </>
  )
}

function Addresses({ list }: { list: LoginAddresses['IpPolicies'] }) {
  if (list.length === 0) return '-'
  return (
    <span className="ys-tags">
      {list.map(({ IP }) => (
        <Tag key={IP} className="ys-mono">
          {IP}
        </Tag>
      ))}
    </span>
  )
}
