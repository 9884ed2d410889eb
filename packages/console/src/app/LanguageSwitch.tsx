import { GlobalOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { switchLanguage } from '../i18n/i18n.ts'
import { languages, toLanguage } from '../i18n/language.ts'

/** Each language under its own name, so that whoever lands in the wrong one finds the way out. */
const languageNames = { 'zh-CN': '简体中文', 'en-US': 'English' } as const

export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  const current = toLanguage(i18n.language)
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        selectable: true,
        selectedKeys: [current],
        items: languages.map((language) => ({ key: language, label: languageNames[language] })),
        onClick: ({ key }) => switchLanguage(toLanguage(key)),
      }}
    >
      <Button type="text" icon={<GlobalOutlined />} aria-label={t('common.language')}>
        {languageNames[current]}
      </Button>
    </Dropdown>
  )
}
