import { describeSecret } from '@yanshu/protocol'
import { Form, Input } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { isDenied } from '../../api/api-failure.ts'
import { useActionQuery } from '../../api/use-action-query.ts'
import { permissionOf } from '../../api/use-may.ts'
import { Loaded } from '../../design/Loaded.tsx'
import { maskSecret } from '../../design/format.ts'

/** The key of the application with its middle hidden, to tell it from another. */
export function MaskedKey({ appId }: { appId: number }) {
  const { t } = useTranslation()
  const id = useId()
  const secret = useActionQuery(describeSecret, { SDKAppID: appId })
  return (
    <Form.Item label={t('usersig.key')} htmlFor={id}>
      {/* The tool works also for those who may not see the key. */}
      {isDenied(secret.error) ? (
        <span className="ys-quiet">
          {t('errors.denied.needs', { permission: permissionOf(describeSecret) })}
        </span>
      ) : (
        <Loaded query={secret} rows={1}>
          {({ SecretKey }) => (
            <Input
              id={id}
              className="ys-mono"
              value={maskSecret(SecretKey)}
              readOnly
              variant="filled"
            />
          )}
        </Loaded>
      )}
    </Form.Item>
  )
}
