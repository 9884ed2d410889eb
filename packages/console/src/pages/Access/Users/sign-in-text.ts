import type { TFunction } from 'i18next'

/** When and from where somebody signed in last. */
export function signInText(t: TFunction, time: string | undefined, ip: string | undefined): string {
  if (!time) return t('users.neverSignedIn')
  return ip ? t('users.signedInFrom', { time, ip }) : time
}
