/** Who calls a cloud action: the root account, or a sub-user of it. */
export interface Principal {
  /** Account id of the caller. */
  readonly uin: string
  /** Account id of the root the caller belongs to; its own for the root. */
  readonly ownerUin: string
  /** The root's AppId. */
  readonly appId: number
  readonly isRoot: boolean
  /** Login name, for people. */
  readonly user: string
}
