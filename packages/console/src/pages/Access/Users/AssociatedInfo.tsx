import { LaptopOutlined, MailOutlined, MobileOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { phoneOf } from './user-row.ts'
import type { UserRow } from './user-row.ts'

/** Icons that say what a user has: a way into the console, a phone number, a mail address. */
export function AssociatedInfo({ user }: { user: UserRow }) {
  const { t } = useTranslation()
  const phone = phoneOf(user)
  return (
    <span className="ys-user-info">
      <Info
        icon={<LaptopOutlined />}
        has={user.ConsoleLogin === 1}
        text={t(user.ConsoleLogin === 1 ? 'users.info.login' : 'users.info.noLogin')}
      />
      <Info
        icon={<MobileOutlined />}
        has={phone !== ''}
        text={phone === '' ? t('users.info.noPhone') : t('users.info.phone', { phone })}
      />
      <Info
        icon={<MailOutlined />}
        has={user.Email !== ''}
        text={
          user.Email === '' ? t('users.info.noEmail') : t('users.info.email', { email: user.Email })
        }
      />
    </span>
  )
}

function Info({ icon, has, text }: { icon: ReactNode; has: boolean; text: string }) {
  return (
    <Tooltip title={text}>
      <span role="img" aria-label={text} tabIndex={0} className={has ? '' : 'ys-user-info__none'}>
        {icon}
      </span>
    </Tooltip>
  )
}
