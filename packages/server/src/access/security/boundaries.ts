import { CloudError } from '@yanshu/protocol'
import type { PolicyInForce } from '../policies/policy.ts'
import type { Policies } from '../policies/policies.ts'
import type { PermissionChanges } from '../policy/permission-changes.ts'
import { noUser } from '../users/faults.ts'
import type { User } from '../users/user.ts'
import type { UserStore } from '../users/user-store.ts'

export interface BoundariesDeps {
  readonly users: Pick<UserStore, 'find' | 'update'>
  readonly policies: Pick<Policies, 'find' | 'get'>
  readonly changes: PermissionChanges
}

/** Policies that cap what all others grant to a sub-user. */
export class Boundaries {
  readonly #deps: BoundariesDeps

  constructor(deps: BoundariesDeps) {
    this.#deps = deps
  }

  async put(ownerUin: string, uin: number, policyId: number): Promise<void> {
    const user = await this.#subUser(ownerUin, uin)
    await this.#deps.policies.get(ownerUin, policyId, 'InvalidParameter.PolicyIdNotExist')
    await this.#set(user, policyId)
  }

  async delete(ownerUin: string, uin: number): Promise<void> {
    await this.#set(await this.#subUser(ownerUin, uin), 0)
  }

  async get(ownerUin: string, uin: number): Promise<PolicyInForce | undefined> {
    const user = await this.#deps.users.find(ownerUin, 'uin', String(uin))
    if (user === undefined) throw noUser('TargetUin', uin)
    return user.boundaryPolicy === 0
      ? undefined
      : this.#deps.policies.find(ownerUin, user.boundaryPolicy)
  }

  async #set({ uin, ownerUin }: User, boundaryPolicy: number): Promise<void> {
    const { users, changes } = this.#deps
    await users.update(uin, { boundaryPolicy })
    changes.permissionsChanged(ownerUin)
  }

  async #subUser(ownerUin: string, uin: number): Promise<User> {
    const user = await this.#deps.users.find(ownerUin, 'uin', String(uin))
    if (user === undefined) {
      const message = `\`TargetUin\`: there is no user ${uin}.`
      throw new CloudError('InvalidParameter.UserNotExist', message)
    }
    if (user.uin !== ownerUin) return user
    throw new CloudError(
      'InvalidParameter.ParamError',
      '`TargetUin`: the root account has no permission boundary.',
    )
  }
}
