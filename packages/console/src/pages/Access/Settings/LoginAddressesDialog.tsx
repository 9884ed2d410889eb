import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import {
  createSubAccountLoginIpPolicy,
  describeSubAccountLoginIpPolicy,
  readIpRange,
} from '@yanshu/protocol'
import { Alert, Button, Form, Input, Modal, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { useToast } from '../../../design/use-toast.ts'
import type { LoginAddresses } from './LoginAddressesCard.tsx'

interface AddressForm {
  readonly isOn: boolean
  readonly rules: readonly { readonly ip: string; readonly effect: 'Allow' | 'Deny' }[]
}

interface LoginAddressesDialogProps {
  readonly addresses: LoginAddresses
  readonly onClose: () => void
}

const MOST_RULES = 100

/** Changes from which addresses sub-users may sign in; the root account may from everywhere. */
export function LoginAddressesDialog({ addresses, onClose }: LoginAddressesDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const [form] = Form.useForm<AddressForm>()
  const save = useActionMutation(createSubAccountLoginIpPolicy, {
    refreshes: [describeSubAccountLoginIpPolicy],
    onSuccess: () => {
      toast(t('usersettings.addresses.done'))
      onClose()
    },
  })
  const submit = ({ isOn, rules }: AddressForm) =>
    save.mutate({
      IpPolicies: rules.map(({ ip, effect }) => ({ IP: ip.trim(), Effect: effect })),
      DisablePolicy: isOn ? 0 : 1,
    })
  return (
    <Modal
      open
      title={t('usersettings.addresses.title')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={600}
    >
      <Alert
        type="warning"
        showIcon
        title={t('usersettings.addresses.warning')}
        className="ys-gap-below"
      />
      <Form<AddressForm>
        form={form}
        name="login-addresses"
        layout="vertical"
        initialValues={{
          isOn: addresses.DisablePolicy === 0,
          rules: addresses.IpPolicies.map(({ IP, Effect }) => ({ ip: IP, effect: Effect })),
        }}
        onFinish={submit}
      >
        <Form.Item name="isOn" label={t('usersettings.addresses.state')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item label={t('usersettings.addresses.rules')}>
          <AddressRows />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function AddressRows() {
  const { t } = useTranslation()
  return (
    <Form.List name="rules">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }, at) => (
            <div key={key} className="ys-address-row">
              <Form.Item name={[name, 'effect']}>
                <Select
                  aria-label={t('usersettings.addresses.effectOf', { number: at + 1 })}
                  options={[
                    { value: 'Allow', label: t('usersettings.addresses.allow') },
                    { value: 'Deny', label: t('usersettings.addresses.deny') },
                  ]}
                />
              </Form.Item>
              <Form.Item
                name={[name, 'ip']}
                rules={[
                  { required: true, message: t('common.rules.required') },
                  {
                    validator: (_, value: string | undefined) =>
                      !value || readIpRange(value.trim())
                        ? Promise.resolve()
                        : Promise.reject(new Error(t('usersettings.addresses.form'))),
                  },
                ]}
              >
                <Input
                  className="ys-mono"
                  autoComplete="off"
                  placeholder="203.0.113.0/24"
                  aria-label={t('usersettings.addresses.addressOf', { number: at + 1 })}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('usersettings.addresses.remove', { number: at + 1 })}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button
            type="dashed"
            icon={<PlusOutlined />}
            disabled={fields.length >= MOST_RULES}
            onClick={() => add({ effect: 'Allow', ip: '' })}
          >
            {t('usersettings.addresses.add')}
          </Button>
        </>
      )}
    </Form.List>
  )
}
