import type { ErrorRow } from './error-row.ts'

/** Failures of the message archive. Source: 下载最近消息记录. */
export const archiveErrors = {
  badRequest: { code: 1001, info: 'bad request' },
  badParameter: { code: 1002, info: 'bad parameter, or the caller is no administrator' },
  notReady: { code: 1004, info: 'the file is not made yet, or the hour has no messages' },
  expired: { code: 1005, info: 'the file has expired' },
} as const satisfies Record<string, ErrorRow>
