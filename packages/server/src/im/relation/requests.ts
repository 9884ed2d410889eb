import type { AddType, ErrorRow } from '@yanshu/protocol'
import { ImError, MOST_FRIEND_GROUPS, MOST_PENDING, relationErrors } from '@yanshu/protocol'
import type { Account } from '../account/account.ts'
import type { App } from '../app/app.ts'
import type { Edit } from './edit.ts'
import type { FriendsDeps, Outcome } from './friends.ts'
import type { ApplicationRow } from './rows.ts'
import {
  applicationsAmong,
  blockedAmong,
  blockersAmong,
  friendsAmong,
  holdersAmong,
} from './rows.ts'
import { hasRoom, judgeApproach } from './rules.ts'

/** Somebody that an account wants as a friend. */
export interface Wanted {
  readonly userId: string
  readonly source: string
  readonly remark: string
  /** A group of the sender's, or nothing. */
  readonly group: string
  readonly wording: string
}

export interface AddRequest {
  readonly appId: number
  readonly from: string
  readonly wanted: readonly Wanted[]
  readonly type: AddType
  readonly forced: boolean
}

/** What is known in the middle of a change of everybody in it. */
interface Scene {
  readonly app: App
  readonly edit: Edit
  readonly sender: Account
  readonly known: ReadonlyMap<string, Account>
  readonly own: Set<string>
  readonly holders: Set<string>
  readonly blocked: ReadonlySet<string>
  readonly blockers: ReadonlySet<string>
  readonly sent: Set<string>
  readonly received: Set<string>
}

/** Adds friends by asking them where they want to be asked. */
export class Requests {
  readonly #deps: FriendsDeps

  constructor(deps: FriendsDeps) {
    this.#deps = deps
  }

  /**
   * Adds friends, or leaves requests; an outcome of 30539 is a request that waits.
   *
   * @throws {ImError} 30003 where the account itself is not there.
   */
  async add({ appId, from, wanted, type, forced }: AddRequest): Promise<readonly Outcome[]> {
    const { apps, accounts, changes } = this.#deps
    const app = await apps.get(appId)
    const ids = wanted.map(({ userId }) => userId)
    const known = await accounts.findMany(appId, [from, ...ids])
    const sender = known.get(from)
    if (!sender) throw new ImError(relationErrors.unknownAccount, from)
    const others = ids.filter((userId) => userId !== from && known.has(userId))
    return changes.make(appId, from, others, async (edit) => {
      const scene = await this.#look(edit, { app, sender, known }, others)
      const outcomes: Outcome[] = []
      for (const one of wanted) {
        const error = await this.#addOne(scene, one, type, forced)
        outcomes.push(error ? { userId: one.userId, error } : { userId: one.userId })
      }
      return outcomes
    })
  }

  /**
   * Answers a request: the sender gets the receiver as a friend, and the other way too where wanted.
   *
   * @throws {ImError} 30614 where there is none, 30010, 30014.
   */
  async accept(answer: {
    readonly appId: number
    readonly receiver: string
    readonly sender: string
    readonly addBack: boolean
    readonly remark: string
  }): Promise<void> {
    const { appId, receiver, sender, addBack, remark } = answer
    const app = await this.#deps.apps.get(appId)
    await this.#deps.changes.make(appId, receiver, [sender], async (edit) => {
      const { received, sent } = await applicationsAmong(edit.trx, appId, receiver, [sender])
      const request = received.get(sender)
      if (!request) throw new ImError(relationErrors.noApplication, sender)
      const holds = await friendsAmong(edit.trx, appId, receiver, [sender])
      const isHeld = await holdersAmong(edit.trx, appId, receiver, [sender])
      const { friends } = app.plan.quotas
      if (!isHeld.has(sender)) {
        if (!hasRoom(edit.head(sender).friend_count, friends)) {
          throw new ImError(relationErrors.peerFriendsFull)
        }
        await this.#holdAccepted(edit, request)
      }
      if (addBack && !holds.has(sender)) {
        if (!hasRoom(edit.head(receiver).friend_count, friends)) {
          throw new ImError(relationErrors.friendsFull)
        }
        edit.putFriend(
          this.#row(receiver, { ...toWanted(request), userId: sender, remark, group: '' }),
          true,
        )
      }
      edit.settle(receiver, sender)
      // Who said yes wants no answer any more.
      if (addBack && sent.has(sender)) edit.settle(sender, receiver)
    })
  }

  /** @throws {ImError} 30614. */
  async refuse(appId: number, receiver: string, sender: string): Promise<void> {
    await this.#remove(appId, receiver, sender, relationErrors.noApplication)
  }

  /** Removes a request on both sides, as its receiver or as its sender. @throws {ImError} 31804. */
  async delete(
    appId: number,
    account: string,
    peer: string,
    direction: 'received' | 'sent',
  ): Promise<void> {
    const [receiver, sender] = direction === 'received' ? [account, peer] : [peer, account]
    await this.#remove(appId, receiver, sender, relationErrors.noApplicationToDelete)
  }

  async #remove(appId: number, receiver: string, sender: string, missing: ErrorRow): Promise<void> {
    await this.#deps.changes.make(appId, receiver, [sender], async (edit) => {
      const { received } = await applicationsAmong(edit.trx, appId, receiver, [sender])
      if (!received.has(sender)) throw new ImError(missing)
      edit.settle(receiver, sender)
    })
  }

  /** The sender's group is made where there is room for it, and left out where there is not. */
  async #holdAccepted(edit: Edit, request: ApplicationRow): Promise<void> {
    const wanted = toWanted(request)
    const fits =
      wanted.group !== '' &&
      (await edit.addGroups(request.sender, [wanted.group], MOST_FRIEND_GROUPS))
    edit.putFriend(this.#row(request.sender, fits ? wanted : { ...wanted, group: '' }), true)
  }

  async #look(
    edit: Edit,
    people: Pick<Scene, 'app' | 'sender' | 'known'>,
    others: readonly string[],
  ): Promise<Scene> {
    const { trx, appId, center } = edit
    const own = await friendsAmong(trx, appId, center, others)
    const holders = await holdersAmong(trx, appId, center, others)
    const blocked = await blockedAmong(trx, appId, center, others)
    const blockers = await blockersAmong(trx, appId, center, others)
    const { sent, received } = await applicationsAmong(trx, appId, center, others)
    return {
      ...people,
      edit,
      own: new Set(own.keys()),
      holders: new Set(holders.keys()),
      blocked,
      blockers,
      sent: new Set(sent.keys()),
      received: new Set(received.keys()),
    }
  }

  async #addOne(
    scene: Scene,
    wanted: Wanted,
    type: AddType,
    forced: boolean,
  ): Promise<ErrorRow | undefined> {
    const { app, sender, known, own, holders } = scene
    const { userId } = wanted
    if (userId === sender.userId) return relationErrors.badParameter
    const peer = known.get(userId)
    if (!peer) return relationErrors.unknownAccount
    const both = type === 'Add_Type_Both'
    if (own.has(userId) && (!both || holders.has(userId))) return undefined
    const way = judgeApproach({
      forced,
      forbidden: sender.profile.Tag_Profile_IM_AdminForbidType === 'AdminForbid_Type_SendOut',
      blocksPeer: scene.blocked.has(userId),
      blockedByPeer: scene.blockers.has(userId),
      peerHolds: holders.has(userId),
      allowType: peer.profile.Tag_Profile_IM_AllowType ?? app.conf.DefaultAllowType,
    })
    if (typeof way === 'object') return way
    if (!own.has(userId) && !this.#hasRoom(scene, sender.userId)) return relationErrors.friendsFull
    return way === 'ask' ? this.#ask(scene, wanted) : this.#join(scene, wanted, both)
  }

  /** Puts a friend on the sender's list, and the sender on theirs where wanted. */
  async #join(scene: Scene, wanted: Wanted, both: boolean): Promise<ErrorRow | undefined> {
    const { edit, sender, own, holders } = scene
    const { userId } = wanted
    const addsBack = both && !holders.has(userId)
    if (addsBack && !this.#hasRoom(scene, userId)) return relationErrors.peerFriendsFull
    const groups = wanted.group === '' ? [] : [wanted.group]
    if (!(await edit.addGroups(sender.userId, groups, MOST_FRIEND_GROUPS))) {
      return relationErrors.groupsFull
    }
    if (!own.has(userId)) edit.putFriend(this.#row(sender.userId, wanted), true)
    own.add(userId)
    if (addsBack) {
      const back = { ...wanted, userId: sender.userId, remark: '', group: '' }
      edit.putFriend(this.#row(userId, back), true)
      holders.add(userId)
    }
    // Requests between the two are answered by this.
    if (scene.received.delete(userId)) edit.settle(sender.userId, userId)
    if (scene.sent.delete(userId)) edit.settle(userId, sender.userId)
    return undefined
  }

  #hasRoom({ app, edit }: Scene, userId: string): boolean {
    return hasRoom(edit.head(userId).friend_count, app.plan.quotas.friends)
  }

  #ask(scene: Scene, wanted: Wanted): ErrorRow {
    const { edit, sender, sent } = scene
    const { userId } = wanted
    const isNew = !sent.has(userId)
    if (isNew && edit.head(userId).application_count >= MOST_PENDING) {
      return relationErrors.pendingFull
    }
    sent.add(userId)
    edit.apply(
      {
        receiver: userId,
        sender: sender.userId,
        source: wanted.source,
        wording: wanted.wording,
        remark: wanted.remark,
        group_name: wanted.group,
        time: this.#deps.now(),
      },
      isNew,
    )
    return relationErrors.pending
  }

  #row(owner: string, { userId, remark, source, wording, group }: Wanted) {
    const now = this.#deps.now()
    return {
      owner,
      friend: userId,
      remark,
      remark_at: remark === '' ? 0 : now,
      source,
      wording,
      groups: group === '' ? '[]' : JSON.stringify([group]),
      custom: '{}',
      added_at: now,
    }
  }
}

function toWanted(request: ApplicationRow): Wanted {
  return {
    userId: request.receiver,
    source: request.source,
    remark: request.remark,
    group: request.group_name,
    wording: request.wording,
  }
}
