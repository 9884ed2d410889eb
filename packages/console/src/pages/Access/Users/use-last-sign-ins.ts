import { describeSubAccounts } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'
import type { UserRow } from './user-row.ts'

/** By uin, when sub-users signed in last; who is not there, nobody knows of. */
export type LastSignIns = ReadonlyMap<number, string>

/** So many users one call tells of, and a page of the list has at most twice as many. */
const HALF = 50

/** When the sub-users of a page signed in last, which lists of users do not tell. */
export function useLastSignIns(users: readonly UserRow[], enabled: boolean): LastSignIns {
  const { t } = useTranslation()
  const uins = users.filter(({ isRoot }) => !isRoot).map(({ Uin }) => Uin)
  const first = useSignIns(uins.slice(0, HALF), enabled)
  const second = useSignIns(uins.slice(HALF, 2 * HALF), enabled)
  return new Map(
    [...first, ...second].map(({ Uin, LastLoginTime }) => [
      Uin,
      LastLoginTime || t('users.neverSignedIn'),
    ]),
  )
}

function useSignIns(uins: readonly number[], enabled: boolean) {
  const params = { FilterSubAccountUin: [...uins] }
  const { data } = useActionQuery(describeSubAccounts, params, {
    enabled: enabled && uins.length > 0,
  })
  return data?.SubAccounts ?? []
}
