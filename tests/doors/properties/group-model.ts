import type { GroupRole, GroupType } from '@yanshu/protocol'

/** Something that is done to the members of a group; `by` and `to` are UserIDs. */
export type Deed =
  | { readonly kind: 'join' | 'quit'; readonly by: string }
  | { readonly kind: 'invite' | 'kick' | 'transfer'; readonly by: string; readonly to: string }
  | {
      readonly kind: 'role'
      readonly by: string
      readonly to: string
      readonly role: 'Admin' | 'Member'
    }
  | { readonly kind: 'mute'; readonly by: string; readonly to: string; readonly on: boolean }
  | { readonly kind: 'add' | 'remove' | 'ban' | 'unban'; readonly to: string }

/** Whoever may apply and be invited does so freely: what is modelled are roles and numbers. */
export class GroupModel {
  readonly roles: Map<string, GroupRole>
  readonly banned = new Set<string>()
  readonly muted = new Set<string>()
  readonly #type: GroupType
  readonly #most: number

  constructor(type: GroupType, owner: string, most: number) {
    this.#type = type
    this.#most = most
    this.roles = new Map([[owner, 'Owner']])
  }

  /** Does it where it is allowed; false where it is refused, and nothing changes. */
  apply(deed: Deed): boolean {
    switch (deed.kind) {
      case 'join':
        return !this.banned.has(deed.by) && this.#enter(deed.by)
      case 'quit':
        return this.#quit(deed.by)
      case 'invite':
        return this.roles.has(deed.by) && this.#bring(deed.to)
      case 'add':
        return this.#bring(deed.to)
      case 'kick':
        return this.#kick(deed.by, deed.to)
      case 'remove':
        this.roles.delete(deed.to)
        return true
      case 'role':
        return this.#setRole(deed.by, deed.to, deed.role)
      case 'transfer':
        return this.#transfer(deed.by, deed.to)
      case 'mute':
        return this.#mute(deed.by, deed.to, deed.on)
      case 'ban':
        return this.#ban(deed.to)
      case 'unban':
        this.banned.delete(deed.to)
        return this.#type !== 'Community'
    }
  }

  #enter(account: string): boolean {
    if (this.roles.has(account)) return true
    if (this.roles.size >= this.#most) return false
    this.roles.set(account, 'Member')
    return true
  }

  /** Who is banned is passed over. */
  #bring(account: string): boolean {
    return this.banned.has(account) || this.#enter(account)
  }

  #quit(account: string): boolean {
    const role = this.roles.get(account)
    if (role === undefined || (role === 'Owner' && this.#type !== 'Private')) return false
    return this.roles.delete(account)
  }

  #kick(by: string, to: string): boolean {
    const needed = this.#type === 'Private' ? 3 : 2
    if (this.#rank(by) < needed) return false
    if (this.roles.has(to) && this.#rank(by) <= this.#rank(to)) return false
    this.roles.delete(to)
    return true
  }

  #setRole(by: string, to: string, role: GroupRole): boolean {
    const isMade = this.#type !== 'Private' && this.roles.get(by) === 'Owner'
    if (!isMade || !this.roles.has(to) || this.roles.get(to) === 'Owner') return false
    this.roles.set(to, role)
    return true
  }

  #transfer(by: string, to: string): boolean {
    if (this.roles.get(by) !== 'Owner' || !this.roles.has(to)) return false
    this.roles.set(by, 'Member')
    this.roles.set(to, 'Owner')
    return true
  }

  #mute(by: string, to: string, isOn: boolean): boolean {
    if (this.#type === 'Private' || this.#rank(by) < 2) return false
    if (!this.roles.has(to) || this.#rank(by) <= this.#rank(to)) return false
    if (isOn) this.muted.add(to)
    else this.muted.delete(to)
    return true
  }

  #ban(account: string): boolean {
    if (this.#type === 'Community' || this.roles.get(account) === 'Owner') return false
    this.banned.add(account)
    this.roles.delete(account)
    return true
  }

  #rank(account: string): number {
    const role = this.roles.get(account)
    if (role === undefined) return 0
    return { Member: 1, Admin: 2, Owner: 3 }[role]
  }
}
