import type { ErrorRow } from './error-row.ts'

/** Failures every REST command may answer, by rising code. Source: 错误码 (REST). */
export const commonErrors = {
  badHttp: { code: 60002, info: 'HTTP request could not be parsed' },
  badJson: { code: 60003, info: 'request body is not valid JSON' },
  badAccount: { code: 60004, info: 'account or signature wrong' },
  badSdkAppId: { code: 60006, info: 'SDKAppID is not valid' },
  commandRate: { code: 60007, info: 'command called too often' },
  internal: { code: 60008, info: 'service timeout or internal error' },
  unknownCommand: { code: 60009, info: 'no such service or command' },
  notAdmin: { code: 60010, info: 'caller is not an app administrator' },
  appRate: { code: 60011, info: 'SDKAppID is over its request rate' },
  missingSdkAppId: { code: 60012, info: 'sdkappid is missing in the URL' },
  appDisabled: { code: 60016, info: 'SDKAppID is disabled' },
  notAvailable: { code: 60017, info: 'this command is not available on this platform' },
  planExpired: { code: 60020, info: 'the plan has expired and the service is stopped' },
  badUrlParameter: { code: 60025, info: 'a URL parameter is wrong' },
  dailyCalls: { code: 60028, info: 'the plan allows no more REST calls on this day' },
} as const satisfies Record<string, ErrorRow>
