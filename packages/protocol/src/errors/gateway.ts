import type { ErrorRow } from './error-row.ts'

/** Failures of gateway frames that belong to no family. Source: 错误码 (access layer, SDK). */
export const gatewayErrors = {
  overload: { code: -10114, info: 'the server is overloaded, retry later' },
  tooFast: { code: -10113, info: 'too many requests per second' },
  appDisabled: { code: -10112, info: 'the app is disabled' },
  malformed: { code: -10109, info: 'the frame is malformed' },
  planExpired: { code: -10108, info: 'the plan of the app has expired' },
  notLoggedIn: { code: 6014, info: 'not logged in' },
  badParameter: { code: 6017, info: 'bad parameter' },
  unknownMethod: { code: 6016, info: 'no such method' },
  badConversation: { code: 6004, info: 'no such conversation' },
  loggedInAlready: { code: 6102, info: 'this connection is logged in already' },
  switchedOff: { code: 72001, info: 'the app has switched this off' },
  notInPlan: { code: 60020, info: 'the plan of the app does not include this' },
  kicked: { code: 6208, info: 'signed in elsewhere' },
} as const satisfies Record<string, ErrorRow>
