import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { appearances, chooseAppearance, useAppearance } from './appearance.ts'

const icons = { system: <DesktopOutlined />, light: <SunOutlined />, dark: <MoonOutlined /> }

export function AppearanceSwitch() {
  const { t } = useTranslation()
  const current = useAppearance()
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        selectable: true,
        selectedKeys: [current],
        items: appearances.map((appearance) => ({
          key: appearance,
          icon: icons[appearance],
          label: t(`common.appearances.${appearance}`),
        })),
        onClick: ({ key }) => {
          const chosen = appearances.find((appearance) => appearance === key)
          if (chosen) chooseAppearance(chosen)
        },
      }}
    >
      <Button type="text" icon={icons[current]} aria-label={t('common.appearance')} />
    </Dropdown>
  )
}
