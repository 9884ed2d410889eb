import { camErrorCodes } from './errors-cam.ts'
import { tagErrorCodes } from './errors-tag.ts'

/** Error codes of cloud API 3.0. Source: 公共错误码; the business codes by action. */
const commonErrorCodes = [
  'AuthFailure.InvalidAuthorization',
  'AuthFailure.InvalidSecretId',
  'AuthFailure.SecretIdNotFound',
  'AuthFailure.SignatureExpire',
  'AuthFailure.SignatureFailure',
  'AuthFailure.TokenFailure',
  'AuthFailure.UnauthorizedOperation',
  'FailedOperation',
  'InternalError',
  'InvalidAction',
  'InvalidParameter',
  'InvalidParameterValue',
  'InvalidRequest',
  'LimitExceeded',
  'LimitExceeded.App',
  'LimitExceeded.Account',
  'LimitExceeded.Administrator',
  'MissingParameter',
  'NoSuchProduct',
  'NoSuchVersion',
  'OperationDenied',
  'OperationDenied.AppEnabled',
  'OperationDenied.AppPaid',
  'OperationDenied.LastKey',
  'RequestLimitExceeded',
  'RequestSizeLimitExceeded',
  'ResourceInUse',
  'ResourceNotFound',
  'ResourceNotFound.App',
  'ResourceNotFound.Account',
  'UnauthorizedOperation',
  'UnknownParameter',
] as const

export const cloudErrorCodes = [...commonErrorCodes, ...camErrorCodes, ...tagErrorCodes] as const

export type CloudErrorCode = (typeof cloudErrorCodes)[number]

/** The only error an action lets out on purpose. */
export class CloudError extends Error {
  override readonly name = 'CloudError'
  readonly code: CloudErrorCode

  constructor(code: CloudErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
