import type { ErrorRow } from './error-row.ts'

/** Failures of UserSig checks and of account commands. Source: 错误码, 生成 UserSig. */
export const accountErrors = {
  sigExpired: { code: 70001, info: 'UserSig has expired' },
  sigEmpty: { code: 70002, info: 'UserSig is empty' },
  sigNotBase64: { code: 70003, info: 'UserSig cannot be decoded' },
  sigMalformed: { code: 70005, info: 'UserSig cannot be unpacked' },
  sigMismatch: { code: 70009, info: 'UserSig does not verify with the key of this app' },
  sigOtherUser: { code: 70013, info: 'UserID differs from the signed one' },
  sigOtherApp: { code: 70014, info: 'SDKAppID differs from the signed one' },
  noKey: { code: 70016, info: 'the app has no key' },
  noApp: { code: 70020, info: 'SDKAppID not found' },
  tooManyFailures: { code: 70050, info: 'too many failed UserSig checks, retry after 1 minute' },
  blocked: { code: 70051, info: 'account is blocked' },
  sigRevoked: { code: 70052, info: 'UserSig has been revoked' },
  notImported: { code: 70107, info: 'account is not imported' },
  accountCap: { code: 70398, info: 'the plan does not allow more accounts' },
  deletedRecently: { code: 70399, info: 'a deleted UserID may not come back for 3 months' },
  badParameter: { code: 70402, info: 'bad parameter' },
  notAdmin: { code: 70403, info: 'only an app administrator may do this' },
  internal: { code: 70500, info: 'internal error' },
  deleteRefused: { code: 71000, info: 'account deletion is not allowed for this app' },
  dailyCap: { code: 72000, info: 'the plan takes no more accounts on this day' },
  statusOff: { code: 72001, info: 'the user status feature is off' },
  monthlyCap: { code: 72002, info: 'the plan takes no more accounts in this month' },
} as const satisfies Record<string, ErrorRow>
