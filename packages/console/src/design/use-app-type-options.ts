import { appTypes } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'

type AppType = Exclude<(typeof appTypes)[number], ''>

const choosable = appTypes.filter((type): type is AppType => type !== '')

/** The kinds of application to choose from, in the user's language. */
export function useAppTypeOptions(): { value: string; label: string }[] {
  const { t } = useTranslation()
  return choosable.map((type) => ({ value: type, label: t(`common.appTypes.${type}`) }))
}
