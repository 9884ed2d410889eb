import 'i18next'
import type { enUS } from './en-US/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof enUS }
  }
}
