import type { Rule } from 'antd/es/form'
import type { TFunction } from 'i18next'
import { isPolicyName } from '../policy-name.ts'

/** An empty field passes: that it must be filled in is another rule. */
export function policyNameForm(t: TFunction): Rule {
  return {
    validator: (_, value: unknown) => {
      const name = typeof value === 'string' ? value.trim() : ''
      const passes = name === '' || isPolicyName(name)
      return passes ? Promise.resolve() : Promise.reject(new Error(t('policies.fields.nameForm')))
    },
  }
}
