import { enUS } from '../../packages/console/src/i18n/en-US/index.ts'
import { zhCN } from '../../packages/console/src/i18n/zh-CN/index.ts'

/** What the console says, by language, so that a text can be reworded without touching a walk. */
export const texts = { 'zh-CN': zhCN, 'en-US': enUS } as const

/** A text with its blanks filled in. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)[^}]*\}\}/g, (_, name: string) => values[name] ?? '')
}

/** The texts of one language. */
export type Texts = (typeof texts)[keyof typeof texts]
