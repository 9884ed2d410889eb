import type { ErrorRow } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import { toSeconds } from '../../clock.ts'
import type { App } from '../app/app.ts'
import { accountErrors, ImError } from '@yanshu/protocol'
import { signUserSig } from './sign.ts'
import type { SignedFields } from './signed-fields.ts'
import type { UserSigCheck } from './verify.ts'
import { verifyUserSig } from './verify.ts'

/** Verified UserSigs kept in memory: administrators send the same one with every REST call. */
const CACHED_SIGS = 20_000

export type SigOutcome =
  | { readonly ok: true; readonly expiresAt: number }
  | { readonly ok: false; readonly row: ErrorRow }

/** Signs and checks the UserSigs of apps. */
export class UserSigService {
  readonly #now: Clock
  /** What was found to be signed with the keys of an app; a change of keys makes a new app object. */
  readonly #verified = new Map<string, { readonly app: App; readonly signed: SignedFields }>()

  constructor(now: Clock) {
    this.#now = now
  }

  /**
   * Signs a UserSig with the app's HMAC key.
   *
   * @throws {ImError} 70016 where the app has none.
   */
  sign(app: App, userId: string, expireSeconds: number): { userSig: string; expiresAt: number } {
    const key = app.keys.find(({ algorithm }) => algorithm === 'HMAC-SHA256')
    if (!key) throw new ImError(accountErrors.noKey)
    const issuedAt = toSeconds(this.#now())
    const userSig = signUserSig({
      sdkAppId: app.appId,
      userId,
      key: key.secret,
      issuedAt,
      expireSeconds,
    })
    return { userSig, expiresAt: issuedAt + expireSeconds }
  }

  /**
   * Checks a UserSig at a door.
   *
   * @param remember - for a UserSig that comes with every call, not for one that signs a connection in.
   */
  check(
    app: App,
    userId: string,
    userSig: string,
    revokedAt: number,
    remember: boolean,
  ): SigOutcome {
    const known = this.#verified.get(userSig)
    if (known?.app === app && known.signed.userId === userId) {
      const expiresAt = endOf(known.signed)
      if (expiresAt >= toSeconds(this.#now()) && known.signed.issuedAt > revokedAt) {
        return { ok: true, expiresAt }
      }
    }
    const checked = this.inspect(app, userId, userSig, revokedAt)
    if (!checked.ok) return { ok: false, row: checked.row }
    if (remember) this.#remember(userSig, app, checked.signed)
    return { ok: true, expiresAt: endOf(checked.signed) }
  }

  #remember(userSig: string, app: App, signed: SignedFields): void {
    if (this.#verified.size >= CACHED_SIGS) this.#verified.clear()
    this.#verified.set(userSig, { app, signed })
  }

  /** Checks a UserSig and tells everything that can be read of it. */
  inspect(app: App, userId: string, userSig: string, revokedAt: number): UserSigCheck {
    return verifyUserSig(userSig, {
      sdkAppId: app.appId,
      userId,
      keys: app.keys,
      now: toSeconds(this.#now()),
      revokedAt,
    })
  }
}

function endOf(signed: SignedFields): number {
  return signed.issuedAt + signed.expireSeconds
}
