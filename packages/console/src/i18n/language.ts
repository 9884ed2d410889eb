export const languages = ['zh-CN', 'en-US'] as const
export type Language = (typeof languages)[number]

const STORAGE_KEY = 'yanshu.language'

/** The language chosen before in this browser, or else the browser's own. */
export function rememberedLanguage(): Language {
  const stored = localStorage.getItem(STORAGE_KEY)
  return toLanguage(stored ?? navigator.language)
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(STORAGE_KEY, language)
}

/** The nearest language the console speaks: Chinese for any `zh`, English for everything else. */
export function toLanguage(tag: string): Language {
  return tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en-US'
}
