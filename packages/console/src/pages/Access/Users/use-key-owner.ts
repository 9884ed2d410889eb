import { describeAccessKeyOwner } from '@yanshu/protocol'
import { ApiFailure, isDenied } from '../../../api/api-failure.ts'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { useMay } from '../../../api/use-may.ts'
import { looksLikeSecretId } from './user-row.ts'

/**
 * Whose the access key is that somebody searches by; nobody's where the keyword is none, or where the
 * person may not ask.
 */
export function useKeyOwner(keyword: string) {
  const may = useMay({ action: describeAccessKeyOwner })
  const isKey = looksLikeSecretId(keyword)
  const params = { AccessKeyId: keyword }
  const owner = useActionQuery(describeAccessKeyOwner, params, { enabled: isKey && may === 'yes' })
  return {
    mayAsk: may === 'yes',
    uin: isKey && !owner.isError ? owner.data?.Uin : undefined,
    isPending: isKey && (may === 'unknown' || owner.isLoading),
    error: isKey && !isNobody(owner.error) ? owner.error : null,
    refetch: owner.refetch,
  }
}

function isNobody(error: Error | null): boolean {
  if (isDenied(error)) return true
  return error instanceof ApiFailure && error.code === 'ResourceNotFound.SecretNotExist'
}
