import { getPasswordRules } from '@yanshu/protocol'
import type { PasswordForm } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { formatList } from '../../../design/format.ts'
import { firstForm, kindNames, kindsOf } from './password-form.ts'

/** What the passwords of sub-users must be like; who may not read it is told by the server what is wrong. */
export function usePasswordForm(): PasswordForm {
  const { data } = useActionQuery(getPasswordRules, {})
  if (!data) return firstForm
  const { MinimumLength, MustContain } = data.Rules
  return { minimumLength: MinimumLength, mustContain: kindsOf(MustContain) }
}

/** Says it in the user's language. */
export function usePasswordHint({ minimumLength, mustContain }: PasswordForm): string {
  const { t, i18n } = useTranslation()
  if (mustContain.length === 0) return t('access.password.length', { shortest: minimumLength })
  const list = mustContain.map((kind) => t(`access.password.kinds.${kindNames[kind]}`))
  return t('access.password.form', {
    shortest: minimumLength,
    kinds: formatList(list, i18n.language),
  })
}
