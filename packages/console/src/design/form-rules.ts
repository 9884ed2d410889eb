import { byteLength, isUserId } from '@yanshu/protocol'
import type { Rule } from 'antd/es/form'
import type { TFunction } from 'i18next'

/** Checks of form fields; the limits are those of the contracts, measured in bytes. */
export function requiredText(t: TFunction): Rule {
  return { required: true, whitespace: true, message: t('common.rules.required') }
}

export function bytesUpTo(max: number, t: TFunction): Rule {
  return check((text) => byteLength(text) <= max, t('common.rules.tooLong', { max }))
}

export function userIdForm(t: TFunction): Rule {
  return check(isUserId, t('common.rules.userId'))
}

export function wholeNumber(t: TFunction): Rule {
  return check(
    (text) => /^\d{1,10}$/.test(text) && Number(text) <= 0xffff_ffff,
    t('common.rules.wholeNumber'),
  )
}

/** A whole number that keeps its value in JSON. */
export function safeWholeNumber(t: TFunction): Rule {
  return check(
    (text) => /^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)),
    t('common.rules.safeWholeNumber'),
  )
}

/** An empty field passes: whether it may be empty is the business of `requiredText`. */
function check(passes: (text: string) => boolean, message: string): Rule {
  return {
    validator: (_, value: unknown) => {
      const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
      return text === '' || passes(text) ? Promise.resolve() : Promise.reject(new Error(message))
    },
  }
}
