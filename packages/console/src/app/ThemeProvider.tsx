import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useLayoutEffect } from 'react'
import type { PropsWithChildren } from 'react'
import { useTranslation } from 'react-i18next'
import { toLanguage } from '../i18n/language.ts'
import { useIsDark } from './appearance.ts'
import { consoleTheme } from './theme.ts'

const antdTexts = { 'zh-CN': zhCN, 'en-US': enUS }

/** Colours, texts and toasts of Ant Design in the chosen appearance and language. */
export function ThemeProvider({ children }: PropsWithChildren) {
  const dark = useIsDark()
  const { i18n } = useTranslation()
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
  }, [dark])

  return (
    <ConfigProvider
      theme={consoleTheme(dark)}
      locale={antdTexts[toLanguage(i18n.language)]}
      button={{ autoInsertSpace: false }}
      modal={{ mask: { blur: false } }}
      drawer={{ mask: { blur: false } }}
    >
      <App className="ys-app" notification={{ placement: 'topRight', top: 60, maxCount: 4 }}>
        {children}
      </App>
    </ConfigProvider>
  )
}
