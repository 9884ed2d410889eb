import type { PlanItem } from '@yanshu/protocol'
import { planFeatures } from '@yanshu/protocol'

const none: PlanItem['Quotas'] = {
  accounts: null,
  friends: null,
  joinedGroups: null,
  liveGroups: null,
  groupMembers: null,
  groups: null,
  newGroupsPerDay: null,
  peakGroups: null,
  dailyActive: null,
  monthlyActive: null,
  freeMonthlyActive: null,
  restPerDay: null,
  pushesPerDay: null,
}

const premium: PlanItem = {
  Id: 'premium',
  Level: 2,
  Paid: true,
  Offered: true,
  ValidMonths: null,
  Quotas: {
    ...none,
    friends: 3000,
    joinedGroups: 1000,
    groupMembers: 2000,
    freeMonthlyActive: 10_000,
  },
  HistoryDays: 30,
  HistoryChoices: [30, 90],
  Features: [...planFeatures],
  Call: 'bought',
}

/** Plans as a server describes them, for tests. */
export const plansOfTest = {
  premium,
  standard: {
    ...premium,
    Id: 'standard',
    Level: 1,
    Quotas: { ...premium.Quotas, joinedGroups: 500, liveGroups: 50, groupMembers: 200 },
    HistoryDays: 7,
    HistoryChoices: [7, 30, 90],
    Features: [],
  },
  developer: {
    ...premium,
    Id: 'developer',
    Level: 0,
    Paid: false,
    Offered: false,
    ValidMonths: 1,
    Quotas: {
      ...none,
      accounts: 100,
      friends: 20,
      joinedGroups: 50,
      liveGroups: 10,
      groupMembers: 20,
      peakGroups: 100,
      freeMonthlyActive: 100,
    },
    HistoryDays: 7,
    HistoryChoices: [7],
    Call: 'none',
  },
  unbounded: {
    ...premium,
    Id: 'private',
    Level: 100,
    Paid: false,
    Quotas: none,
    HistoryDays: null,
    HistoryChoices: [0, 7, 30],
    Call: 'included',
  },
} as const satisfies Record<string, PlanItem>
