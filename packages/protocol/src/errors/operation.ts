import type { ErrorRow } from './error-row.ts'

/** Failures of operating commands. Source: 错误码, 拉取运营数据. */
export const operationErrors = {
  badJson: { code: 130001, info: 'request does not follow the JSON format' },
} as const satisfies Record<string, ErrorRow>
