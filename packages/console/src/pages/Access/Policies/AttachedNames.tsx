import { listEntitiesForPolicy } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'

interface AttachedNamesProps {
  readonly policy: { readonly PolicyId: number; readonly PolicyName: string }
}

/** Names that are spelled out; of the others it is said how many they are. */
const SPELLED_OUT = 20

/** Who loses what a policy grants. */
export function AttachedNames({ policy }: AttachedNamesProps) {
  const { t } = useTranslation()
  const entities = useActionQuery(listEntitiesForPolicy, {
    PolicyId: policy.PolicyId,
    Page: 1,
    Rp: SPELLED_OUT,
    EntityFilter: 'All',
  })
  if (!entities.data) return undefined
  const { List, TotalNum } = entities.data
  if (TotalNum === 0) {
    return <p className="ys-quiet">{t('policies.delete.unused', { name: policy.PolicyName })}</p>
  }
  const names = List.map(({ Name }) => Name).join(', ')
  const more = TotalNum - List.length
  return (
    <p>
      {t('policies.delete.attached', { name: policy.PolicyName, total: TotalNum, names })}{' '}
      {more > 0 && t('common.batch.more', { total: more })}
    </p>
  )
}
