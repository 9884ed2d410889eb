/** The plans an application may be on. `private` is the operator's own: nothing is limited. */
export const planIds = ['developer', 'standard', 'premium', 'private'] as const
export type PlanId = (typeof planIds)[number]

/** An amount in the unit of its item, no limit, or how far a feature is available. */
export type PlanValue =
  | number
  | 'unlimited'
  | 'supported'
  | 'unsupported'
  | 'notActivated'
  | 'groupCall'

export type ComparisonItem = (typeof planComparison)[number]['item']

export interface ComparisonRow extends Readonly<Record<PlanId, PlanValue>> {
  readonly item: string
  readonly unit?: 'groupsPerMonth' | 'mauPerMonth' | 'days'
}

const unlimited = 'unlimited'
const supported = 'supported'
const unsupported = 'unsupported'
const groupCall = 'groupCall'

/** What the plans differ in, in the order of the comparison. Source: 升级应用, 对比可升级项. */
export const planComparison = [
  { item: 'users', developer: 100, standard: unlimited, premium: unlimited, private: unlimited },
  { item: 'friends', developer: 20, standard: 3000, premium: 3000, private: unlimited },
  { item: 'joinedGroups', developer: 50, standard: 500, premium: 1000, private: unlimited },
  { item: 'audioVideoGroups', developer: 10, standard: 50, premium: unlimited, private: unlimited },
  { item: 'groupMembers', developer: 20, standard: 200, premium: 2000, private: unlimited },
  {
    item: 'peakGroups',
    unit: 'groupsPerMonth',
    developer: 100,
    standard: unlimited,
    premium: unlimited,
    private: unlimited,
  },
  {
    item: 'peakMau',
    unit: 'mauPerMonth',
    developer: 100,
    standard: 10_000,
    premium: 10_000,
    private: unlimited,
  },
  {
    item: 'messageStorage',
    unit: 'days',
    developer: 7,
    standard: 7,
    premium: 30,
    private: unlimited,
  },
  {
    item: 'call',
    developer: 'notActivated',
    standard: groupCall,
    premium: groupCall,
    private: supported,
  },
  {
    item: 'samePlatform',
    developer: supported,
    standard: unsupported,
    premium: supported,
    private: supported,
  },
  {
    item: 'userStatus',
    developer: supported,
    standard: unsupported,
    premium: supported,
    private: supported,
  },
  {
    item: 'readReceipts',
    developer: supported,
    standard: unsupported,
    premium: supported,
    private: supported,
  },
  {
    item: 'liveGroups',
    developer: supported,
    standard: unsupported,
    premium: supported,
    private: supported,
  },
  {
    item: 'community',
    developer: supported,
    standard: unsupported,
    premium: supported,
    private: supported,
  },
] as const satisfies readonly ComparisonRow[]

export function isPlanId(plan: string): plan is PlanId {
  return planIds.some((id) => id === plan)
}

/** True where the other plan gives more of the item, which the comparison marks with an arrow. */
export function improves(row: ComparisonRow, current: PlanId, other: PlanId): boolean {
  return rank(row[other]) > rank(row[current])
}

/** True where no item is better on another plan that can be bought. */
export function isBestPlan(plan: PlanId): boolean {
  return planComparison.every(
    (row) => !improves(row, plan, 'standard') && !improves(row, plan, 'premium'),
  )
}

/** Whether a plan includes a feature of the comparison; a plan we do not know may have it. */
export function includes(plan: string, item: 'samePlatform' | 'userStatus'): boolean {
  const row = planComparison.find((candidate) => candidate.item === item)
  return !isPlanId(plan) || row?.[plan] !== unsupported
}

function rank(value: PlanValue): number {
  switch (value) {
    case 'unlimited':
      return Infinity
    case 'supported':
    case 'groupCall':
      return 1
    case 'unsupported':
    case 'notActivated':
      return 0
    default:
      return value
  }
}
