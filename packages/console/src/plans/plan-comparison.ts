import type { PlanFeature, PlanItem, PlanQuotas } from '@yanshu/protocol'

/** An amount in the unit of its item, no limit, or how far a feature is available. */
export type PlanValue =
  | number
  | 'unlimited'
  | 'supported'
  | 'partly'
  | 'unsupported'
  | 'notActivated'
  | 'groupCall'

export interface ComparisonRow<Item extends string = string> {
  readonly item: Item
  readonly unit?: 'groupsPerMonth' | 'mauPerMonth' | 'days'
  value(plan: PlanItem): PlanValue
  /** Orders what plans give of the item: the more, the better. */
  rank(plan: PlanItem): number
}

type Unit = Exclude<ComparisonRow['unit'], undefined>

/** What the plans differ in, in the order of the comparison. Source: 升级应用, 对比可升级项. */
export const planComparison = [
  amount('users', (plan) => plan.Quotas.accounts),
  amount('friends', (plan) => plan.Quotas.friends),
  amount('joinedGroups', (plan) => plan.Quotas.joinedGroups),
  amount('audioVideoGroups', (plan) => plan.Quotas.liveGroups),
  amount('groupMembers', (plan) => plan.Quotas.groupMembers),
  { ...monthly('peakGroups', 'peakGroups'), unit: 'groupsPerMonth' },
  { ...monthly('peakMau', 'freeMonthlyActive'), unit: 'mauPerMonth' },
  { ...amount('messageStorage', (plan) => plan.HistoryDays), unit: 'days' },
  { item: 'call', value: callValue, rank: (plan: PlanItem) => (plan.Call === 'none' ? 0 : 1) },
  features('samePlatform', ['samePlatform']),
  features('userStatus', [
    'userStatus',
    'massPush',
    'messageExtensions',
    'reactions',
    'conversationGroups',
    'conversationMarks',
    'longConversationList',
    'follow',
  ]),
  features('readReceipts', ['readReceipts', 'targetedMessages', 'pinnedMessages', 'groupCounters']),
  features('liveGroups', ['liveRooms']),
  features('community', ['community']),
] as const satisfies readonly (ComparisonRow & { readonly unit?: Unit })[]

export type ComparisonItem = (typeof planComparison)[number]['item']
export type PlanRow = ComparisonRow<ComparisonItem>

/** True where the other plan gives more of the item, which the comparison marks with an arrow. */
export function improves(row: ComparisonRow, current: PlanItem, other: PlanItem): boolean {
  return row.rank(other) > row.rank(current)
}

/** What an app would have less of on the other plan. */
export function losses(current: PlanItem, other: PlanItem): readonly ComparisonItem[] {
  return planComparison.filter((row) => improves(row, other, current)).map(({ item }) => item)
}

/** Whether a plan includes a feature; a plan that was taken off the server's list may have it. */
export function includes(plan: PlanItem | undefined, feature: PlanFeature): boolean {
  return plan === undefined || plan.Features.includes(feature)
}

function amount<Item extends string>(
  item: Item,
  read: (plan: PlanItem) => number | null,
): ComparisonRow<Item> {
  return {
    item,
    value: (plan) => read(plan) ?? 'unlimited',
    rank: (plan) => read(plan) ?? Infinity,
  }
}

function monthly<Item extends string>(item: Item, quota: keyof PlanQuotas): ComparisonRow<Item> {
  return amount(item, (plan) => plan.Quotas[quota])
}

/** Several features are one row: the better, the more of them a plan has. */
function features<Item extends string>(
  item: Item,
  wanted: readonly PlanFeature[],
): ComparisonRow<Item> {
  const rank = (plan: PlanItem) => wanted.filter((name) => plan.Features.includes(name)).length
  return {
    item,
    rank,
    value: (plan) => {
      if (rank(plan) === 0) return 'unsupported'
      return rank(plan) === wanted.length ? 'supported' : 'partly'
    },
  }
}

function callValue({ Call }: PlanItem): PlanValue {
  return ({ none: 'notActivated', bought: 'groupCall', included: 'supported' } as const)[Call]
}
