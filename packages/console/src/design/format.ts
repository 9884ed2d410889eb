import dayjs from 'dayjs'

/** `YYYY-MM-DD HH:mm:ss` in the viewer's time zone, from Unix seconds. */
export function formatDateTime(unixSeconds: number): string {
  return dayjs.unix(unixSeconds).format('YYYY-MM-DD HH:mm:ss')
}

/** `YYYY-MM-DD` in the viewer's time zone, from Unix seconds; a dash for none. */
export function formatDate(unixSeconds: number | null): string {
  return unixSeconds === null ? '-' : dayjs.unix(unixSeconds).format('YYYY-MM-DD')
}

/** The time of day for today, with the date for any other day. */
export function formatMoment(unixSeconds: number, now: number = Date.now()): string {
  const moment = dayjs.unix(unixSeconds)
  const today = dayjs(now)
  if (moment.isSame(today, 'day')) return moment.format('HH:mm')
  return moment.format(moment.isSame(today, 'year') ? 'MM-DD HH:mm' : 'YYYY-MM-DD HH:mm')
}

/** `HH:mm:ss.SSS` from Unix milliseconds. */
export function formatClock(unixMilliseconds: number): string {
  return dayjs(unixMilliseconds).format('HH:mm:ss.SSS')
}

/** A whole number with the language's separators. */
export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value)
}

/** Some words as the language lists them. */
export function formatList(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words)
}

/** How long a UserSig lives, in the fixed form `180day 0hr 0min 0sec`. */
export function formatValidity(seconds: number): string {
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return `${days}day ${hours}hr ${minutes}min ${seconds % 60}sec`
}

/** A secret with only its first and last characters readable; a short one is hidden whole. */
export function maskSecret(secret: string, shown = 16): string {
  if (secret.length <= shown * 2) return '*'.repeat(16)
  return `${secret.slice(0, shown)}${'*'.repeat(8)}${secret.slice(-shown)}`
}
