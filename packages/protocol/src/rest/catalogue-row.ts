/** The families that commands are documented in. */
export type CommandFamily =
  | 'account'
  | 'profile'
  | 'sns'
  | 'follow'
  | 'mute'
  | 'recentcontact'
  | 'operation'
  | 'file'
  | 'robot'
  | 'official'
  | 'c2c'
  | 'c2c-extension'
  | 'push-all'
  | 'timpush'
  | 'moderation'
  | 'group'

/** What an app needs for a command, as documented. */
export type CommandPlan =
  | 'all'
  | 'premium'
  | 'premiumAndSwitch'
  | 'premiumOrTrial'
  | 'pushAddOn'
  | 'moderationAddOn'
  | 'unknown'

/** One command of the public documentation, whether it is built or not. */
export interface CatalogueRow {
  /** The path part after `/v4/`. */
  readonly path: string
  readonly family: CommandFamily
  readonly title: string
  readonly plan: CommandPlan
  /** As documented; `unknown` where the documentation tells none. */
  readonly rate: string
}

/** Path, title, plan and rate; the last two are left out where they are `all` and `200/s`. */
export type ShortRow = readonly [path: string, title: string, plan?: CommandPlan, rate?: string]

export function family(name: CommandFamily, rows: readonly ShortRow[]): readonly CatalogueRow[] {
  return rows.map(([path, title, plan = 'all', rate = '200/s']) => ({
    path,
    family: name,
    title,
    plan,
    rate,
  }))
}
