import {
  CloudError,
  createAccessKey,
  deleteAccessKey,
  describeAccessKeyOwner,
  getSecurityLastUsed,
  listAccessKeys,
  updateAccessKey,
} from '@yanshu/protocol'
import type { ActionCall, ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { Principal } from '../../calls/principal.ts'
import { localTime } from '../local-time.ts'
import type { Users } from '../users/users.ts'
import type { AccessKeys } from './access-keys.ts'
import { noUser } from './access-keys.ts'
import type { ListedKey } from './key-store.ts'

export interface KeyActionsDeps {
  readonly keys: AccessKeys
  readonly users: Pick<Users, 'find'>
}

type KeyCall = ActionCall<{ readonly TargetUin?: number | undefined }>

export function keyActions({ keys, users }: KeyActionsDeps): readonly ActionHandler[] {
  const target = ({ principal, body }: KeyCall) => targetOf(users, principal, body.TargetUin)
  const snapshot = async (call: KeyCall, secretId: string | undefined) => {
    const listed = await keys.list(await target(call))
    const key = listed.find((one) => one.secretId === secretId)
    return key && { [key.secretId]: { status: key.status, description: key.description } }
  }
  return [
    handleAction(listAccessKeys, async (call) => ({
      AccessKeys: (await keys.list(await target(call))).map(toItem),
    })),
    handleAction(
      createAccessKey,
      async (call) => {
        const description = checkedDescription(call.body.Description)
        const created = await keys.create(await target(call), description)
        return { AccessKey: { ...toItem(created), SecretAccessKey: created.secretKey } }
      },
      { snapshot: (call, answer) => snapshot(call, answer?.AccessKey.AccessKeyId) },
    ),
    handleAction(
      updateAccessKey,
      async (call) => {
        await keys.setStatus(await target(call), call.body.AccessKeyId, call.body.Status)
        return {}
      },
      { snapshot: (call) => snapshot(call, call.body.AccessKeyId) },
    ),
    handleAction(
      deleteAccessKey,
      async (call) => {
        await keys.delete(await target(call), call.body.AccessKeyId)
        return {}
      },
      { snapshot: (call) => snapshot(call, call.body.AccessKeyId) },
    ),
    handleAction(getSecurityLastUsed, async ({ principal, body }) => {
      const uses = await keys.lastUses(principal.ownerUin, body.SecretIdList)
      return {
        SecretIdLastUsedRows: uses.map(({ secretId, usedAt }) => ({
          SecretId: secretId,
          LastUsedDate: usedAt === 0 ? null : localTime(usedAt).slice(0, 10),
          LastSecretUsedDate: Math.floor(usedAt / 1000),
        })),
      }
    }),
    handleAction(describeAccessKeyOwner, async ({ principal, body }) => {
      const { uin, name } = await keys.ownerOf(principal.ownerUin, body.AccessKeyId)
      return { Uin: Number(uin), Name: name }
    }),
  ]
}

/** Whose keys are meant. The root's are touched by nobody else, whatever policies say. */
async function targetOf(
  users: KeyActionsDeps['users'],
  { uin, ownerUin }: Principal,
  targetUin: number | undefined,
): Promise<string> {
  const target = targetUin === undefined ? uin : String(targetUin)
  if (target === uin) return uin
  if (target === ownerUin) {
    const message = '`TargetUin`: the access keys of the root account are touched by itself alone.'
    throw new CloudError('OperationDenied.SubUin', message)
  }
  if ((await users.find(ownerUin, target)) !== undefined) return target
  throw noUser(target)
}

function checkedDescription(text: string): string {
  if (/^[\w+=,.@:/-]{0,1024}$/.test(text)) return text
  throw new CloudError(
    'InvalidParameter.ParamError',
    '`Description` must be 1 to 1024 letters, digits or characters of +=,.@:/_-',
  )
}

function toItem(key: ListedKey) {
  return {
    AccessKeyId: key.secretId,
    Status: key.status,
    CreateTime: localTime(key.createdAt),
    Description: key.description,
  }
}
