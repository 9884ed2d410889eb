import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { enUS } from './en-US/index.ts'
import { rememberedLanguage, rememberLanguage, toLanguage } from './language.ts'
import type { Language } from './language.ts'
import { zhCN } from './zh-CN/index.ts'

/** Prepares the texts; called once, before the first render. */
export function startTexts(): void {
  i18next.on('languageChanged', applyLanguage)
  void i18next.use(initReactI18next).init({
    lng: rememberedLanguage(),
    fallbackLng: 'en-US',
    resources: { 'zh-CN': { translation: zhCN }, 'en-US': { translation: enUS } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
}

export function switchLanguage(language: Language): void {
  rememberLanguage(language)
  void i18next.changeLanguage(language)
}

function applyLanguage(tag: string): void {
  const language = toLanguage(tag)
  document.documentElement.lang = language
  dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en')
}
