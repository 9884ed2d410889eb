import type { Rule } from 'antd/es/form'
import type { TFunction } from 'i18next'

/** What a key may be described with. Source: CreateAccessKey. */
export function keyNoteForm(t: TFunction): Rule {
  return { pattern: /^[\w+=,.@:/-]{1,1024}$/, message: t('access.keys.noteForm') }
}
