import { describeTags } from '@yanshu/protocol'
import { useActionQuery } from '../../../../api/use-action-query.ts'

/** Tags that are offered; who has more of them types the others. */
const OFFERED = 1000

/** The tags of the account as conditions write them: `key&value`. */
export function useTagPairs() {
  const tags = useActionQuery(describeTags, { Offset: 0, Limit: OFFERED })
  const pairs = (tags.data?.Tags ?? []).map(({ TagKey, TagValue }) => `${TagKey}&${TagValue}`)
  return { pairs, isFetching: tags.isFetching }
}
