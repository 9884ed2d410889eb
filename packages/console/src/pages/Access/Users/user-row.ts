/** The root account or a sub-user, as a row of the list. */
export interface UserRow {
  readonly Uin: number
  readonly Name: string
  readonly Remark: string
  readonly ConsoleLogin: number
  readonly PhoneNum: string
  readonly CountryCode: string
  readonly Email: string
  readonly CreateTime: string
  readonly isRoot: boolean
}

/**
 * The users whose name, id, phone, mail or remark has the keyword in it, whatever the case; and the owner
 * of the access key that the keyword is.
 */
export function matchingUsers(
  users: readonly UserRow[],
  keyword: string,
  keyOwner?: number,
): readonly UserRow[] {
  const wanted = keyword.trim().toLowerCase()
  if (wanted === '') return users
  return users.filter(
    (user) =>
      user.Uin === keyOwner ||
      [user.Name, String(user.Uin), user.PhoneNum, user.Email, user.Remark].some((text) =>
        text.toLowerCase().includes(wanted),
      ),
  )
}

/** True for text that an access key may be called; only the server knows whether one is. */
export function looksLikeSecretId(text: string): boolean {
  return /^AKID[\w-]{4,60}$/.test(text)
}

/** A phone number as it is dialled. */
export function phoneOf({ CountryCode, PhoneNum }: Pick<UserRow, 'CountryCode' | 'PhoneNum'>) {
  if (PhoneNum === '') return ''
  return CountryCode === '' ? PhoneNum : `+${CountryCode.replace(/^\+/, '')} ${PhoneNum}`
}

/** Where the page of a user is. */
export function userAddress(name: string, tab?: string): string {
  const params = new URLSearchParams({ name, ...(tab === undefined ? {} : { tab }) })
  return `/access/users/details?${params}`
}
