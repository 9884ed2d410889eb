import { useTranslation } from 'react-i18next'
import { enUS } from '../../../i18n/en-US/index.ts'

type Preset = keyof (typeof enUS)['policies']['presets']

/** What a policy is for: that of a preset one in the reader's language, else as it was written. */
export function usePolicyText(): (name: string, description: string) => string {
  const { t } = useTranslation()
  return (name, description) => (isKnown(name) ? t(`policies.presets.${name}`) : description)
}

function isKnown(name: string): name is Preset {
  return Object.hasOwn(enUS.policies.presets, name)
}
