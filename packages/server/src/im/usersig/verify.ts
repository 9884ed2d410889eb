import { timingSafeEqual } from 'node:crypto'
import { accountErrors, type ErrorRow, type userSigFaults } from '@yanshu/protocol'
import { decodeUserSig } from './decode.ts'
import { verifyEcdsaSignature } from './legacy.ts'
import { hmacSignature } from './sign.ts'
import type { SignatureAlgorithm, SignedFields } from './signed-fields.ts'

export type UserSigFault = (typeof userSigFaults)[number]

export interface UserSigKey {
  readonly algorithm: SignatureAlgorithm
  /** The secret key as it is spelled, or for ECDSA the public key in PEM. */
  readonly secret: string
}

export interface UserSigExpectation {
  readonly sdkAppId: number
  readonly userId: string
  /** Every key of the application that is valid now; a UserSig of any of them holds. */
  readonly keys: readonly UserSigKey[]
  /** Unix seconds. */
  readonly now: number
  /** Unix seconds; a UserSig issued then or before no longer holds. */
  readonly revokedAt: number | undefined
}

export type UserSigCheck =
  | { readonly ok: true; readonly signed: SignedFields }
  | {
      readonly ok: false
      /** Absent where the application has no key: the UserSig is not at fault then. */
      readonly fault: UserSigFault | undefined
      readonly row: ErrorRow
      /** What it says, where it could be read; not to be believed. */
      readonly signed?: SignedFields
    }

/** How far the clock of a signing server may run ahead of ours. */
export const CLOCK_SKEW_SECONDS = 300

const rows = {
  empty: accountErrors.sigEmpty,
  notBase64: accountErrors.sigNotBase64,
  notCompressed: accountErrors.sigMalformed,
  notJson: accountErrors.sigMalformed,
  otherUser: accountErrors.sigOtherUser,
  otherApp: accountErrors.sigOtherApp,
  mismatch: accountErrors.sigMismatch,
  expired: accountErrors.sigExpired,
  revoked: accountErrors.sigRevoked,
} as const satisfies Record<UserSigFault, ErrorRow>

/**
 * Checks a UserSig as a login does; never throws for any text.
 *
 * Order: readable, user, application, key, signature, lifetime, revocation. What stands before the
 * signature compares only what the caller sent with itself, so a forger learns nothing new; whether
 * an account was revoked is told to holders of a genuine signature alone. User and application come
 * first because a UserSig of another application can never match this one's key, and the documented
 * answer to it is not "wrong key".
 *
 * An issue time more than `CLOCK_SKEW_SECONDS` ahead is outside the lifetime: fault `expired`.
 */
export function verifyUserSig(text: string, expected: UserSigExpectation): UserSigCheck {
  const decoded = decodeUserSig(text)
  if (!decoded.ok) return { ok: false, fault: decoded.fault, row: rows[decoded.fault] }
  const { signed } = decoded
  const keys = expected.keys.filter((key) => key.algorithm === signed.algorithm)
  const fault = findFault(signed, keys, expected)
  if (fault === undefined) return { ok: true, signed }
  if (fault === 'noKey') return { ok: false, fault: undefined, row: accountErrors.noKey, signed }
  return { ok: false, fault, row: rows[fault], signed }
}

function findFault(
  signed: SignedFields,
  keys: readonly UserSigKey[],
  { sdkAppId, userId, now, revokedAt }: UserSigExpectation,
): UserSigFault | 'noKey' | undefined {
  if (signed.userId !== userId) return 'otherUser'
  if (signed.sdkAppId !== sdkAppId) return 'otherApp'
  if (keys.length === 0) return 'noKey'
  if (!keys.some((key) => isSignedWith(signed, key.secret))) return 'mismatch'
  if (!isAlive(signed, now)) return 'expired'
  if (revokedAt !== undefined && signed.issuedAt <= revokedAt) return 'revoked'
  return undefined
}

function isSignedWith(signed: SignedFields, secret: string): boolean {
  if (signed.algorithm === 'ECDSA-SHA256') return verifyEcdsaSignature(signed, secret)
  // Compared as text, so that no second spelling of the same bytes passes.
  const wanted = Buffer.from(hmacSignature(signed, secret))
  const given = Buffer.from(signed.signature)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function isAlive({ issuedAt, expireSeconds }: SignedFields, now: number): boolean {
  return issuedAt <= now + CLOCK_SKEW_SECONDS && now <= issuedAt + expireSeconds
}
