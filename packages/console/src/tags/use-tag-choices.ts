import { describeTagKeys, describeTagValues, tagLimits } from '@yanshu/protocol'
import { useActionQuery } from '../api/use-action-query.ts'

/** The keys to choose from, all of them: an account has a thousand at the most. */
export function useTagKeys() {
  const keys = useActionQuery(describeTagKeys, { Limit: tagLimits.keys })
  return { keys: keys.data?.Tags, isLoading: keys.isPending, error: keys.error }
}

/** The values of a key, all of them; none while no key is chosen. */
export function useTagValues(key: string | undefined) {
  const values = useActionQuery(
    describeTagValues,
    { TagKeys: [key ?? ''], Limit: tagLimits.valuesOfKey },
    { enabled: key !== undefined },
  )
  return {
    values: key === undefined ? [] : values.data?.Tags.map(({ TagValue }) => TagValue),
    isLoading: key !== undefined && values.isPending,
  }
}
