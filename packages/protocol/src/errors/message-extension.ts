import type { ErrorRow } from './error-row.ts'

/** Failures of what is attached to messages. Source: 错误码 (message extensions, reactions). */
export const messageExtensionErrors = {
  badParameter: { code: 10004, info: 'bad parameter' },
  notInPlan: { code: 10008, info: 'the plan lacks message extensions, or they are switched off' },
  conflict: { code: 23001, info: 'the extension was changed by somebody else' },
  notExtensible: { code: 23002, info: 'the message was not sent with extension support' },
  tooOften: { code: 23003, info: 'more than 200 changes of one message in a minute' },
  notFound: { code: 23004, info: 'message or extension not found' },
  tooManyReactions: { code: 23005, info: 'the message has 10 kinds of reactions already' },
  tooManyReacted: { code: 23006, info: 'as many users as may have reacted in this way' },
  reactedAlready: { code: 23007, info: 'the user has reacted in this way already' },
  noReaction: { code: 23008, info: 'nobody has reacted in this way' },
  notReacted: { code: 23009, info: 'the user has not reacted in this way' },
} as const satisfies Record<string, ErrorRow>
