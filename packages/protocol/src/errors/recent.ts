import type { ErrorRow } from './error-row.ts'

/** Failures of conversation lists. Source: 错误码 (recent contacts), 最近联系人. */
export const recentErrors = {
  unknownAccount: { code: 50001, info: 'the account is not imported' },
  badParameter: { code: 50002, info: 'bad parameter' },
  badCount: { code: 51006, info: 'no conversation, or more than 100, in one request' },
  unknownGroup: { code: 51007, info: 'no such group, or no right to it' },
  tooManyContacts: { code: 51008, info: 'too many conversations in groups or with marks' },
  noContactGroup: { code: 51009, info: 'no such group of conversations' },
  tooManyContactGroups: { code: 51010, info: 'too many groups of conversations' },
  contactGroupNameTooLong: { code: 51011, info: 'the name of the group is longer than 32 bytes' },
  tooManyPinned: { code: 51012, info: 'too many pinned conversations' },
  notInPlan: { code: 51013, info: 'the plan of the app does not include this' },
} as const satisfies Record<string, ErrorRow>
