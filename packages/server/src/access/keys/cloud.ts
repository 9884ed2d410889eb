import {
  CloudError,
  createAccessKey,
  deleteAccessKey,
  getUserAppId,
  listAccessKeys,
} from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { Principal } from '../../calls/principal.ts'
import { localTime } from '../local-time.ts'
import { refuseControls } from '../plain-text.ts'
import type { AccessKeys } from './access-keys.ts'
import type { ListedKey } from './key-store.ts'

export function keyActions(keys: AccessKeys): readonly ActionHandler[] {
  return [
    handleAction(getUserAppId, async ({ principal }) => ({
      Uin: principal.uin,
      OwnerUin: principal.ownerUin,
      AppId: principal.appId,
    })),
    handleAction(listAccessKeys, async ({ principal, body }) => {
      const listed = await keys.list(target(principal, body.TargetUin))
      return { AccessKeys: listed.map(toItem) }
    }),
    handleAction(createAccessKey, async ({ principal, body }) => {
      refuseControls('Description', body.Description)
      const created = await keys.create(target(principal, body.TargetUin), body.Description)
      return { AccessKey: { ...toItem(created), SecretAccessKey: created.secretKey } }
    }),
    handleAction(deleteAccessKey, async ({ principal, body }) => {
      await keys.delete(target(principal, body.TargetUin), body.AccessKeyId)
      return {}
    }),
  ]
}

/** Whose keys are meant: the caller's own, today the only ones there are. */
function target(principal: Principal, targetUin: number | undefined): string {
  if (targetUin === undefined || String(targetUin) === principal.uin) return principal.uin
  throw new CloudError('ResourceNotFound', `there is no user ${targetUin}`)
}

function toItem(key: ListedKey) {
  return {
    AccessKeyId: key.secretId,
    Status: key.status,
    CreateTime: localTime(key.createdAt),
    Description: key.description,
  }
}
