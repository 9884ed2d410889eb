import { useTranslation } from 'react-i18next'
import type { BoundResource } from './bound-resource.ts'
import { isBoundPolicy } from './bound-resource.ts'
import { useAppNames } from './use-app-names.ts'

/** A bound resource as one line: the application by its name, the policy by its number. */
export function useBoundLabel(): (resource: BoundResource) => string {
  const { t } = useTranslation()
  const names = useAppNames()
  return (resource) => {
    const { ResourceId: id } = resource
    if (isBoundPolicy(resource)) return t('tags.bound.policy', { id })
    const name = names.get(id)
    return name === undefined ? id : `${name} (${id})`
  }
}
