import type { ErrorRow } from './error-row.ts'

/** Failures of conversation lists. Source: 错误码 (recent contacts), 最近联系人. */
export const recentErrors = {
  tooManyPinned: { code: 51012, info: 'too many pinned conversations' },
} as const satisfies Record<string, ErrorRow>
