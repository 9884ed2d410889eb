import { createSecretUserSig, verifySecretUserSig } from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { AccountService } from '../account/service.ts'
import type { AppService } from '../app/service.ts'
import type { UserSigService } from './service.ts'
import type { SignedFields } from './signed-fields.ts'

/** The actions behind the UserSig tool. */
export function userSigActions(
  apps: AppService,
  accounts: AccountService,
  userSigs: UserSigService,
): readonly ActionHandler[] {
  return [
    handleAction(createSecretUserSig, async ({ body }) => {
      const app = await apps.get(body.SDKAppID)
      const { userSig, expiresAt } = userSigs.sign(app, body.UserID, body.ExpireSeconds)
      return { UserSig: userSig, ExpireTime: expiresAt }
    }),
    handleAction(verifySecretUserSig, async ({ body }) => {
      const app = await apps.get(body.SDKAppID)
      const account = await accounts.find(app.appId, body.UserID)
      const revokedAt = account?.revokedAt ?? 0
      const checked = userSigs.inspect(app, body.UserID, body.UserSig.trim(), revokedAt)
      return {
        Valid: checked.ok,
        Code: checked.ok ? 0 : checked.row.code,
        ...(!checked.ok && checked.fault ? { Fault: checked.fault } : {}),
        ...(checked.signed ? { Signed: toSigned(checked.signed) } : {}),
      }
    }),
  ]
}

function toSigned({ sdkAppId, userId, issuedAt, expireSeconds }: SignedFields) {
  return {
    SDKAppID: sdkAppId,
    UserID: userId,
    IssueTime: issuedAt,
    ExpireSeconds: expireSeconds,
    ExpireTime: issuedAt + expireSeconds,
  }
}
