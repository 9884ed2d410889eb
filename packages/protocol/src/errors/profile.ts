import type { ErrorRow } from './error-row.ts'

/** Failures of profile commands. Source: 错误码, 设置资料, 拉取资料. */
export const profileErrors = {
  badParameter: { code: 40001, info: 'bad parameter' },
  noAccount: { code: 40002, info: 'no account given' },
  unknownAccount: { code: 40003, info: 'no such account' },
  notAdmin: { code: 40004, info: 'only an app administrator may do this' },
  internal: { code: 40006, info: 'internal error' },
  noRead: { code: 40007, info: 'no right to read this field' },
  noWrite: { code: 40008, info: 'no right to write this field' },
  unknownTag: { code: 40009, info: 'no such profile field' },
  tooLong: { code: 40601, info: 'value is longer than the field allows' },
  badValue: { code: 40605, info: 'value is not allowed for this field' },
  badType: { code: 40610, info: 'value has the wrong type for this field' },
} as const satisfies Record<string, ErrorRow>
