import { groupErrors, ImError, noticeTypes } from '@yanshu/protocol'
import type { WireGroupMessage } from '@yanshu/protocol'
import type { App } from '../../app/app.ts'
import { putApplications } from '../applications/application-store.ts'
import { askedIn } from '../applications/asked.ts'
import type { GroupRow } from '../group.ts'
import { placeOfGroup, rulesOf } from '../group.ts'
import { requireType } from '../permissions.ts'
import type { GroupCore } from '../service.ts'
import type { Actor, Operator } from './actor.ts'
import { mayDo, rightsOf, roleIn } from './actor.ts'
import type { Admission, Fate } from './admission.ts'
import { admit } from './admission.ts'
import { bannedAmong } from './restrictions.ts'
import type { Scene } from './scene.ts'
import { inGroup } from './scene.ts'
import type { Tellings } from './tellings.ts'

export interface ArrivalsDeps {
  readonly core: GroupCore
  readonly tellings: Tellings
}

/** What became of somebody who wanted in. */
export interface Joined {
  readonly status: 'joined' | 'waiting' | 'already'
  /** Of a live room, where the account was not in it: its last messages. */
  readonly recent?: readonly WireGroupMessage[]
}

/** What became of somebody who was to be added. */
export type AddFate = Fate | 'waiting' | 'unknown'

interface JoinCall {
  readonly appId: number
  readonly groupId: string
  readonly account: string
  readonly sessionId: string
  readonly message?: string | undefined
  readonly again?: boolean | undefined
}

interface AddCall {
  readonly appId: number
  readonly groupId: string
  readonly operator: Operator
  readonly accounts: readonly string[]
  readonly message?: string | undefined
  /** Nobody is told. */
  readonly isSilent?: boolean
}

/** How accounts come into groups: by themselves, or brought by others. */
export class Arrivals {
  readonly #deps: ArrivalsDeps

  constructor(deps: ArrivalsDeps) {
    this.#deps = deps
  }

  /**
   * Joins a group, or applies to where it takes nobody unseen.
   *
   * @throws {ImError} 10007 for a group that nobody may apply to and for who is banned, 10010, 10014,
   * 10037.
   */
  async join(call: JoinCall): Promise<Joined> {
    const { core } = this.#deps
    const group = await core.directory.get(call.appId, call.groupId)
    if (!rulesOf(group).storesMembers) return this.#joinLive(group, call)
    const app = await core.apps.get(call.appId)
    await core.caughtUp()
    const joined = await inGroup(core, group, (scene) => this.#letIn(scene, app, call))
    await this.#tellJoin(joined, call)
    return { status: joined.status }
  }

  async #joinLive(group: GroupRow, { account, sessionId, again }: JoinCall): Promise<Joined> {
    const visit = { account, sessionId, again }
    const { entered, recent } = await this.#deps.core.seams.live.join(group, visit)
    return entered ? { status: 'joined', recent } : { status: 'already' }
  }

  async #letIn(scene: Scene, app: App, { account, message = '' }: JoinCall) {
    const { core } = this.#deps
    const { group, members, trx } = scene
    if (await members.find(group.app_id, group.group_id, account)) {
      return { status: 'already', group } as const
    }
    if (group.apply_option === 'DisableApply') {
      throw new ImError(groupErrors.noPermission, `${group.group_id} takes no applications`)
    }
    if (group.apply_option === 'FreeAccess') {
      const admission = await admit(core, scene, app, [{ account }])
      requireAdded(admission, account)
      return { status: 'joined', group, admission } as const
    }
    const banned = await bannedAmong(trx, group, [account], core.now())
    if (banned.has(account)) throw new ImError(groupErrors.noPermission, 'banned')
    const wanted = { applicant: account, invitees: [''], kind: 0, message } as const
    const ids = await putApplications(trx, group, wanted, core.now())
    return { status: 'waiting', group, applicationId: ids.get('') ?? '' } as const
  }

  async #tellJoin(
    joined: Awaited<ReturnType<Arrivals['join']>> & {
      readonly group: GroupRow
      readonly admission?: Admission
      readonly applicationId?: string
    },
    { account, sessionId, message = '' }: JoinCall,
  ): Promise<void> {
    const { core, tellings } = this.#deps
    const { group, admission, applicationId } = joined
    if (admission) {
      tellings.entered(group, admission.added)
      await tellings.joined(group, admission.added, { type: 'join', operator: account })
      const type = noticeTypes.approved
      await tellings.notice(group, [account], { type, operator: account, sessionId })
    } else if (applicationId !== undefined) {
      const asked = await askedIn(core, group)
      const type = noticeTypes.application
      await tellings.notice(group, asked, { type, operator: account, message, applicationId })
    }
  }

  /**
   * Adds accounts, or invites them: at once where the group takes invited ones, else somebody must
   * agree. Where permission is needed an administrator is asked about what members want, and the
   * invited one about what administrators want.
   *
   * @throws {ImError} 10007, 10010, 10014 where not all fit, 10019 where none of them exists.
   */
  async add(call: AddCall): Promise<ReadonlyMap<string, AddFate>> {
    const { core } = this.#deps
    const { appId, groupId, operator, accounts } = call
    const group = await core.directory.get(appId, groupId)
    requireType(group, (rules) => rules.takesInvited)
    const app = await core.apps.get(appId)
    const rights = await rightsOf(core, placeOfGroup(group), operator)
    const known = await core.accounts.findMany(appId, accounts)
    await core.caughtUp()
    const done = await inGroup(core, group, async (scene) => {
      const role = await roleIn(core, scene.members, scene.group, operator.account)
      const how = howInvited({ ...operator, role, rights }, scene.group)
      if (known.size === 0) throw new ImError(groupErrors.unknownAccount, accounts[0])
      const ids = [...known.keys()]
      return how === 'direct'
        ? { group: scene.group, admission: await this.#admitAll(scene, app, ids) }
        : this.#invite(scene, call, ids, how)
    })
    await this.#tellAdded(done, call)
    const fates = done.admission.fates
    return new Map(accounts.map((account) => [account, fates.get(account) ?? 'unknown']))
  }

  #admitAll(scene: Scene, app: App, ids: readonly string[]): Promise<Admission> {
    const newcomers = ids.map((account) => ({ account }))
    return admit(this.#deps.core, scene, app, newcomers)
  }

  async #invite(scene: Scene, call: AddCall, ids: readonly string[], kind: 1 | 2) {
    const { trx, group, members } = scene
    const now = this.#deps.core.now()
    const present = await members.findMany(group.app_id, group.group_id, ids)
    const banned = await bannedAmong(trx, group, ids, now)
    const invitees = ids.filter((id) => !present.has(id) && !banned.has(id))
    const { operator, message = '' } = call
    const wanted = { applicant: operator.account, invitees, kind, message }
    const applications = await putApplications(trx, group, wanted, now)
    const fateOf = (id: string): AddFate => {
      if (present.has(id)) return 'already'
      return banned.has(id) ? 'banned' : 'waiting'
    }
    const fates: ReadonlyMap<string, AddFate> = new Map(ids.map((id) => [id, fateOf(id)]))
    return { group, admission: { fates, added: [] }, invitation: { kind, applications } }
  }

  async #tellAdded(
    done: {
      readonly group: GroupRow
      readonly admission: { readonly added: Admission['added'] }
      readonly invitation?: { readonly kind: 1 | 2; readonly applications: Applications }
    },
    { operator: { account: operator }, message = '', isSilent }: AddCall,
  ): Promise<void> {
    const { tellings } = this.#deps
    const { group, admission, invitation } = done
    tellings.entered(group, admission.added)
    if (invitation) await this.#tellInvited(group, invitation, { operator, message })
    if (isSilent || admission.added.length === 0) return
    await tellings.joined(group, admission.added, { type: 'invite', operator })
    const invited = admission.added.map(({ account }) => account)
    await tellings.notice(group, invited, { type: noticeTypes.invited, operator, message })
  }

  async #tellInvited(
    group: GroupRow,
    { kind, applications }: { readonly kind: 1 | 2; readonly applications: Applications },
    said: { readonly operator: string; readonly message: string },
  ): Promise<void> {
    const { core, tellings } = this.#deps
    const asked = kind === 2 ? await askedIn(core, group) : undefined
    const type = kind === 2 ? noticeTypes.inviteApplication : noticeTypes.invitation
    for (const [invitee, applicationId] of applications) {
      await tellings.notice(group, asked ?? [invitee], { type, ...said, applicationId })
    }
  }
}

type Applications = ReadonlyMap<string, string>

/**
 * Refuses somebody who was not let in.
 *
 * @throws {ImError} 10007 for who is banned, 10037 for who is in too many groups.
 */
export function requireAdded({ fates }: Pick<Admission, 'fates'>, account: string): void {
  const fate = fates.get(account)
  if (fate === 'banned') throw new ImError(groupErrors.noPermission, 'banned')
  if (fate === 'overLimit') throw new ImError(groupErrors.tooManyGroupsOfUser, account)
}

/** @throws {ImError} 10007 for who is no member, and where members invite nobody. */
function howInvited(actor: Actor, group: GroupRow): 'direct' | 1 | 2 {
  if (!actor.isApp && actor.role === undefined) {
    throw new ImError(groupErrors.noPermission, group.group_id)
  }
  if (group.invite_option === 'NeedPermission') return mayDo(actor, group, 'approve') ? 1 : 2
  if (group.invite_option === 'DisableInvite' && !actor.isApp) {
    throw new ImError(groupErrors.noPermission, `${group.group_id} takes nobody invited`)
  }
  return 'direct'
}
