import type { ErrorRow } from './error-row.ts'

/** Failures of mass push and of its tags and attributes. Source: 全员推送, 推送服务 Push, 错误码. */
export const pushErrors = {
  tooManyAccounts: { code: 90018, info: 'too many accounts in one call' },
  conditionTagTooLong: { code: 90020, info: 'a tag of the condition is longer than 50 bytes' },
  repeatedTag: { code: 90022, info: 'a tag is repeated in TagsOr and TagsAnd' },
  tooSoon: { code: 90024, info: 'pushes must be at least 1 second apart' },
  badAttrLength: { code: 90030, info: 'an attribute name or value has 1 to 50 bytes' },
  tooManyTags: { code: 90032, info: 'too many tags' },
  badAttr: { code: 90033, info: 'the attribute is not valid or not declared' },
  tagTooLong: { code: 90034, info: 'a tag has at most 50 bytes' },
  otherAccountType: { code: 90035, info: 'the attribute belongs to another type of account' },
  attrsAndTags: { code: 90039, info: 'attributes and tags cannot be used together' },
  emptyTag: { code: 90040, info: 'a tag is empty' },
  disabled: { code: 90045, info: 'mass push is not enabled for this app' },
  dailyQuota: { code: 90047, info: 'the pushes of this day are used up' },
  badTaskId: { code: 90049, info: 'TaskId is not valid' },
  revokedAlready: { code: 90050, info: 'the push is revoked already' },
  revokeTooSoon: { code: 90051, info: 'pushes must be revoked at least 1 second apart' },
  revokeLate: { code: 90052, info: 'a push older than 24 hours cannot be revoked' },
  notRevocable: {
    code: 90053,
    info: 'an online-only push without OfflinePushInfo cannot be revoked',
  },
  bodyTooLong: { code: 90056, info: 'the push is longer than 10 KB' },
  badSchedule: { code: 90104, info: 'a parameter of the scheduled push is wrong' },
  dispatched: { code: 90107, info: 'the scheduled push is being sent already' },
} as const satisfies Record<string, ErrorRow>
