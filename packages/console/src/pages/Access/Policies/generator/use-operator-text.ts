import { useTranslation } from 'react-i18next'
import type { enUS } from '../../../../i18n/en-US/index.ts'

type Plain = keyof (typeof enUS)['policies']['operators']

/** What an operator of a condition means, with its prefix where it asks about several values. */
export function useOperatorText(): (operator: string) => string {
  const { t } = useTranslation()
  return (operator) => {
    const [, prefix, plain = operator] = /^for_(any|all)_value:(.*)$/.exec(operator) ?? []
    const text = t(`policies.operators.${plain as Plain}`)
    if (prefix === undefined) return text
    return t(prefix === 'any' ? 'policies.qualifiers.any' : 'policies.qualifiers.all', { text })
  }
}
