import { formatExactCsv } from '../../../csv/format-csv.ts'

/** What a person needs to sign in and to sign calls, as it is handed out once. */
export interface Credentials {
  readonly user: string
  readonly password?: string | undefined
  readonly secretId?: string | undefined
  readonly secretKey?: string | undefined
}

/** Words of the first line, in the user's language. */
export interface CredentialTitles {
  readonly user: string
  readonly password: string
}

/** The file of credentials: user name, password, SecretId, SecretKey. */
export function credentialsCsv(all: readonly Credentials[], titles: CredentialTitles): string {
  const rows = all.map(({ user, password = '', secretId = '', secretKey = '' }) => [
    user,
    password,
    secretId,
    secretKey,
  ])
  return formatExactCsv([[titles.user, titles.password, 'SecretId', 'SecretKey'], ...rows])
}
