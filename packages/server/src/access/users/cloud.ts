import type { accountKinds } from '@yanshu/protocol'
import {
  addUser,
  CloudError,
  deleteUser,
  describeSubAccounts,
  getAccountSummary,
  getUser,
  getUserAppId,
  listAccounts,
  listCollaborators,
  listUsers,
  updateUser,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { ActionCall, ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { UserGroups } from '../groups/user-groups.ts'
import { localTime } from '../local-time.ts'
import type { Policies } from '../policies/policies.ts'
import type { Authorizer } from '../policy/authorizer.ts'
import {
  SUB_USER,
  signInTime,
  toDescribed,
  toSubAccountInfo,
  toUserSnapshot,
} from './cloud-items.ts'
import type { UserPage } from './user-store.ts'
import type { Users, WantedChange } from './users.ts'

export interface UserActionsDeps {
  readonly users: Users
  readonly groups: Pick<UserGroups, 'counts'>
  readonly policies: Pick<Policies, 'page'>
  readonly authorizer: Pick<Authorizer, 'decideAll'>
}

export function userActions(deps: UserActionsDeps): readonly ActionHandler[] {
  return [...userChanges(deps), ...userLists(deps), ...accountActions(deps)]
}

function userChanges(deps: UserActionsDeps): readonly ActionHandler[] {
  const { users } = deps
  const named = async ({ principal, body }: ActionCall<{ readonly Name: string }>) => {
    return toUserSnapshot(await users.get(principal.ownerUin, body.Name))
  }
  return [
    handleAction(
      addUser,
      async ({ principal, body }) => {
        const wanted = { ...toChange(body), name: body.Name, withKey: body.UseApi === 1 }
        const { user, password, accessKey } = await users.add(principal, wanted)
        return {
          Uin: Number(user.uin),
          Name: user.name,
          Uid: user.uid,
          ...(password !== undefined && { Password: password }),
          ...(accessKey && { SecretId: accessKey.secretId, SecretKey: accessKey.secretKey }),
        }
      },
      { snapshot: named },
    ),
    handleAction(
      updateUser,
      async ({ principal, body }) => {
        const password = await users.update(principal, body.Name, toChange(body))
        return password === undefined ? {} : { Password: password }
      },
      { snapshot: named },
    ),
    handleAction(
      deleteUser,
      async (call) => {
        const { principal, body } = call
        const withKeys = body.Force === 1 && (await mayDeleteKeys(deps, call))
        await users.delete(principal, body.Name, withKeys)
        return {}
      },
      { snapshot: named },
    ),
  ]
}

function toChange(body: Omit<z.output<typeof updateUser.request>, 'Name'>): WantedChange {
  return {
    remark: body.Remark,
    consoleLogin: asBoolean(body.ConsoleLogin),
    password: body.Password,
    needReset: asBoolean(body.NeedResetPassword),
    phone: body.PhoneNum,
    countryCode: body.CountryCode,
    email: body.Email,
  }
}

function asBoolean(flag: 0 | 1 | undefined): boolean | undefined {
  return flag === undefined ? undefined : flag === 1
}

/** Deleting a user by force deletes its keys, which is a permission of its own (DeleteUser). */
async function mayDeleteKeys(
  { users, authorizer }: UserActionsDeps,
  { principal, sourceIp, body }: ActionCall<{ readonly Name: string }>,
): Promise<true | 'refused'> {
  const { ownerUin } = principal
  const { uin } = await users.get(ownerUin, body.Name)
  const resource = `qcs::cam::uin/${ownerUin}:uin/${uin}`
  const asker = { principal, sourceIp }
  const [decision] = await authorizer.decideAll(asker, [
    { permission: 'cam:DeleteApiKey', resource },
  ])
  return decision?.allowed === true ? true : 'refused'
}

function userLists({ users }: UserActionsDeps): readonly ActionHandler[] {
  return [
    handleAction(getUser, async ({ principal, body }) => {
      const user = await users.get(principal.ownerUin, body.Name)
      return {
        ...toDescribed(user),
        RecentlyLoginIP: user.lastLoginIp,
        RecentlyLoginTime: signInTime(user.lastLoginAt),
      }
    }),
    handleAction(listUsers, async ({ principal }) => ({
      Data: (await users.list(principal.ownerUin)).map(toSubAccountInfo),
    })),
    handleAction(describeSubAccounts, async ({ principal, body }) => {
      const found = await users.findAll(principal.ownerUin, body.FilterSubAccountUin)
      return {
        SubAccounts: found.map((user) => ({
          Uin: Number(user.uin),
          Name: user.name,
          Uid: user.uid,
          Remark: user.remark,
          CreateTime: localTime(user.createdAt),
          UserType: SUB_USER,
          LastLoginIp: user.lastLoginIp,
          LastLoginTime: signInTime(user.lastLoginAt),
        })),
      }
    }),
    handleAction(listAccounts, async ({ principal, body }) => {
      const { ownerUin } = principal
      const only = usersOfKind(body.UserType)
      const after = readMarker(body.Marker)
      // One more than asked for tells whether more follow.
      const most = body.MaxItems + 1
      const found = only === 'none' ? [] : await users.page(ownerUin, { after, most, only })
      const shown = found.slice(0, body.MaxItems)
      const marker = shown.length < found.length ? shown.at(-1)?.uin : undefined
      return {
        Users: shown.map((user) => ({
          ...toDescribed(user),
          CreateTime: localTime(user.createdAt),
          UserType: user.uin === ownerUin ? 'Owner' : 'SubUser',
        })),
        ...(marker !== undefined && { Marker: marker }),
        IsTruncated: marker !== undefined,
      }
    }),
    // Nobody of another root account works here.
    handleAction(listCollaborators, async () => ({ TotalNum: 0, Data: [] })),
  ]
}

/** Which users a kind of account means; there are no others than those two. */
function usersOfKind(kind: AccountKind | undefined): UserPage['only'] | 'none' {
  if (kind === undefined) return undefined
  if (kind === 'Owner') return 'root'
  return kind === 'SubUser' ? 'subUsers' : 'none'
}

type AccountKind = (typeof accountKinds)[number]

function readMarker(marker: string | undefined): string {
  if (marker === undefined || marker === '') return ''
  if (/^\d{1,20}$/.test(marker)) return marker
  throw new CloudError(
    'InvalidParameter.PaginationTokenInvalid',
    '`Marker` must be one that an earlier page answered.',
  )
}

function accountActions({ users, groups, policies }: UserActionsDeps): readonly ActionHandler[] {
  return [
    handleAction(getUserAppId, async ({ principal }) => ({
      Uin: principal.uin,
      OwnerUin: principal.ownerUin,
      AppId: principal.appId,
    })),
    handleAction(getAccountSummary, async ({ principal: { ownerUin } }) => {
      const custom = { scope: 'custom', keyword: '', offset: 0, limit: 1 } as const
      const [{ total }, subUsers, [groupCount, members]] = await Promise.all([
        policies.page(ownerUin, custom),
        users.count(ownerUin),
        groups.counts(ownerUin),
      ])
      return {
        Policies: total,
        User: subUsers,
        Group: groupCount,
        Member: members,
        // There are no roles and identity providers here.
        Roles: 0,
        Idps: 0,
        IdentityProviders: 0,
      }
    }),
  ]
}
