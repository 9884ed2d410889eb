import { CloudError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { lockPolicy } from '../policies/lock-policy.ts'
import type { PolicyInForce } from '../policies/policy.ts'
import type { Policies } from '../policies/policies.ts'
import { noPolicy } from '../policies/policies.ts'
import type { PermissionChanges } from '../policy/permission-changes.ts'
import { noUser } from '../users/faults.ts'
import { lockUser } from '../users/lock-user.ts'
import type { User } from '../users/user.ts'
import type { UserStore } from '../users/user-store.ts'
import { createUserStore } from '../users/user-store.ts'

export interface BoundariesDeps {
  readonly db: Kysely<Schema>
  readonly users: Pick<UserStore, 'find' | 'update'>
  readonly policies: Pick<Policies, 'find'>
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
    await this.#deps.db.transaction().execute(async (trx) => {
      await lockUser(trx, user.uin)
      if (!(await lockPolicy(trx, ownerUin, policyId))) {
        throw noPolicy(policyId, 'InvalidParameter.PolicyIdNotExist')
      }
      await createUserStore(trx).update(user.uin, { boundaryPolicy: policyId })
    })
    this.#deps.changes.permissionsChanged(ownerUin)
  }

  async delete(ownerUin: string, uin: number): Promise<void> {
    const user = await this.#subUser(ownerUin, uin)
    await this.#deps.users.update(user.uin, { boundaryPolicy: 0 })
    this.#deps.changes.permissionsChanged(ownerUin)
  }

  async get(ownerUin: string, uin: number): Promise<PolicyInForce | undefined> {
    const user = await this.#deps.users.find(ownerUin, 'uin', String(uin))
    if (user === undefined) throw noUser('TargetUin', uin)
    return user.boundaryPolicy === 0
      ? undefined
      : this.#deps.policies.find(ownerUin, user.boundaryPolicy)
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
