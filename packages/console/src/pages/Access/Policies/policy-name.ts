import dayjs from 'dayjs'

/** The name that generated policies get where nobody chooses one: `policygen-YYYYMMDDHHmmss`. */
export function generatedName(now: Date): string {
  return `policygen-${dayjs(now).format('YYYYMMDDHHmmss')}`
}

/** 1 to 128 letters, digits and `+=,.@-_`. Source: 访问管理, CreatePolicy. */
export function isPolicyName(name: string): boolean {
  return /^[A-Za-z0-9+=,.@_-]{1,128}$/.test(name)
}
