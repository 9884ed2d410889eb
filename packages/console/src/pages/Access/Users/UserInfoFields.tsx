import { Form, Input, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { bytesUpTo } from '../../../design/form-rules.ts'

/** What is written about a user beside its name. */
export interface UserInfo {
  readonly Remark: string
  readonly CountryCode: string
  readonly PhoneNum: string
  readonly Email: string
}

const REMARK_BYTES = 300

/** Fields of a form about one user. */
export function UserInfoFields() {
  const { t } = useTranslation()
  return (
    <>
      <Form.Item
        name="Remark"
        label={t('users.fields.remark')}
        rules={[bytesUpTo(REMARK_BYTES, t)]}
      >
        <Input autoComplete="off" placeholder={t('common.optional')} />
      </Form.Item>
      <Form.Item label={t('users.fields.phone')} htmlFor="edit-user_PhoneNum">
        <Space.Compact block>
          <Form.Item
            name="CountryCode"
            noStyle
            rules={[{ pattern: /^\+?\d{1,4}$/, message: t('users.rules.countryCode') }]}
          >
            <Input
              className="ys-country-code"
              prefix="+"
              maxLength={4}
              aria-label={t('users.fields.countryCode')}
            />
          </Form.Item>
          <Form.Item
            name="PhoneNum"
            noStyle
            rules={[{ pattern: /^\d{4,20}$/, message: t('users.rules.phone') }]}
          >
            <Input autoComplete="off" inputMode="tel" placeholder={t('common.optional')} />
          </Form.Item>
        </Space.Compact>
      </Form.Item>
      <Form.Item
        name="Email"
        label={t('users.fields.email')}
        rules={[{ type: 'email', message: t('users.rules.email') }]}
      >
        <Input autoComplete="off" placeholder={t('common.optional')} />
      </Form.Item>
    </>
  )
}
