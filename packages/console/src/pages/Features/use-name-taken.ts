import type { FormInstance } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../api/api-failure.ts'

interface Named {
  readonly Key: string
}

/** Tells at the name of a new field that there is such a one already. */
export function useNameTaken<Values extends Named>(form: FormInstance<Values>) {
  const { t } = useTranslation()
  return (error: Error) => {
    if (!(error instanceof ApiFailure) || error.code !== 'ResourceInUse') return
    const fields = form as unknown as FormInstance<Named>
    fields.setFields([{ name: 'Key', errors: [t('features.fields.taken')] }])
  }
}
