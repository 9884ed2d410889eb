import { characterKinds } from '@yanshu/protocol'
import type { CharacterKind } from '@yanshu/protocol'
import { kindsOf } from '../Passwords/password-form.ts'
import type { Rules } from './PasswordRulesCard.tsx'

/** The rules as a form edits them. */
export interface RulesForm {
  readonly length: number
  readonly contain: readonly CharacterKind[]
  readonly lasts: number
  readonly reuse: number
  readonly retry: number
  readonly expired: 1 | 2
}

export function toForm(rules: Rules): RulesForm {
  return {
    length: rules.MinimumLength,
    contain: kindsOf(rules.MustContain),
    lasts: rules.ForcePasswordChange,
    reuse: rules.ReusePasswordLimit,
    retry: rules.RetryPasswordLimit,
    expired: rules.PasswordExpirationInvalidation === 1 ? 1 : 2,
  }
}

export function fromForm(form: RulesForm): Rules {
  return {
    MinimumLength: form.length,
    MustContain: characterKinds.filter((kind) => form.contain.includes(kind)).join(''),
    ForcePasswordChange: form.lasts,
    ReusePasswordLimit: form.reuse,
    RetryPasswordLimit: form.retry,
    PasswordExpirationInvalidation: form.expired,
  }
}
