import type { ErrorRow } from './error-row.ts'

/** Failures of media files. Source: 错误码 (SDK messages, resources); the file commands document none. */
export const fileErrors = {
  badType: { code: 6006, info: 'a file of this type is not taken as this kind' },
  tooLarge: { code: 7005, info: 'the file is larger than the limit of its kind' },
  badFormat: { code: 90001, info: 'request does not follow the JSON format' },
  notFound: { code: 114000, info: 'no such file in this app' },
} as const satisfies Record<string, ErrorRow>
