import type { TFunction } from 'i18next'
import { enUS } from '../i18n/en-US/index.ts'
import { isDenied, NETWORK_FAILURE, toApiFailure } from './api-failure.ts'
import { readDenial } from './denial.ts'

export interface FailureText {
  readonly title: string
  /** What the server said, where our own words leave something out. */
  readonly detail: string | undefined
  readonly requestId: string | undefined
}

type KnownCode = keyof (typeof enUS)['errors']['codes']

/** Codes that stand for many causes, so that the server's message must be read as well. */
const BROAD: ReadonlySet<KnownCode> = new Set([
  'FailedOperation',
  'InternalError',
  'InvalidParameter',
  'InvalidParameterValue',
  'MissingParameter',
  'NetworkFailure',
  'OperationDenied',
])

/** The words for a failure in the user's language; the server's message where we have none. */
export function failureText(error: unknown, t: TFunction): FailureText {
  const { code, message, requestId } = toApiFailure(error)
  if (isDenied(error)) return { title: missingText(message, t), detail: undefined, requestId }
  const known = knownCode(code)
  if (!known) return { title: message || code, detail: code, requestId }
  const detail = BROAD.has(known) && code !== NETWORK_FAILURE ? message : undefined
  return { title: t(`errors.codes.${known}`), detail, requestId }
}

/** Which permission is missing, for places that are too small for the permission box. */
function missingText(message: string, t: TFunction): string {
  const { operation } = readDenial(message)
  return operation === undefined ? message : t('errors.denied.needs', { permission: operation })
}

/** The most exact entry of our table: the whole code, or its family before the dot. */
function knownCode(code: string): KnownCode | undefined {
  const candidates = [code.replace('.', '_'), code.split('.')[0] ?? '']
  return candidates.find((key): key is KnownCode => Object.hasOwn(enUS.errors.codes, key))
}
