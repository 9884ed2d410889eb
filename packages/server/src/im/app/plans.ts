import type { PlanFeature, PlanQuotas } from '@yanshu/protocol'
import { planFeatures } from '@yanshu/protocol'

/** What a plan allows. Source: 价格说明, 使用限制, 升级应用. */
export interface Plan {
  readonly id: string
  /** Order of the plans; an app is upgraded to a higher level, never to a lower one. */
  readonly level: number
  /** Apps of the plan are paid for: they stop in arrears and are deleted through support only. */
  readonly paid: boolean
  /** Whether an app may be moved to it. */
  readonly offered: boolean
  /** Calendar months after which the app stops until it is extended or upgraded; null for never. */
  readonly validMonths: number | null
  readonly quotas: PlanQuotas
  readonly features: ReadonlySet<PlanFeature>
  /** Days that messages are kept where the app chose nothing; null for ever. */
  readonly historyDays: number | null
  /** Days the app may choose from; 0 is for ever. */
  readonly historyChoices: readonly number[]
  readonly call: 'none' | 'bought' | 'included'
  /** Accounts may be deleted without the app's own switch, and come back at once. */
  readonly freeDeletion: boolean
  /** Hours from falling into arrears to the stop. */
  readonly graceHours: number
  /** REST calls a second and command; the command's own rate where `byCommand`. */
  readonly restRate: number | 'byCommand' | null
  /** Receivers of `batchsendmsg` a minute. */
  readonly batchReceivers: number | null
  /** Calls a second over all commands of the app. */
  readonly appRate: number | null
}

const unlimited: PlanQuotas = {
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

const everything: ReadonlySet<PlanFeature> = new Set(planFeatures)

const premium: Plan = {
  id: 'premium',
  level: 2,
  paid: true,
  offered: true,
  validMonths: null,
  quotas: {
    ...unlimited,
    friends: 3000,
    joinedGroups: 1000,
    groupMembers: 2000,
    newGroupsPerDay: 10_000,
    freeMonthlyActive: 10_000,
    pushesPerDay: 100,
  },
  features: everything,
  historyDays: 30,
  historyChoices: [30, 90, 180, 360],
  call: 'bought',
  freeDeletion: false,
  graceHours: 24,
  restRate: 'byCommand',
  batchReceivers: 12_000,
  appRate: 3000,
}

const developer: Plan = {
  ...premium,
  id: 'developer',
  level: 0,
  paid: false,
  offered: false,
  validMonths: 1,
  quotas: {
    accounts: 100,
    friends: 20,
    joinedGroups: 50,
    liveGroups: 10,
    groupMembers: 20,
    groups: 100,
    newGroupsPerDay: 100,
    peakGroups: 100,
    dailyActive: 100,
    monthlyActive: 100,
    freeMonthlyActive: 100,
    restPerDay: null,
    pushesPerDay: 100,
  },
  historyDays: 7,
  historyChoices: [7],
  call: 'none',
  freeDeletion: true,
  appRate: 1000,
}

const standard: Plan = {
  ...premium,
  id: 'standard',
  level: 1,
  quotas: { ...premium.quotas, joinedGroups: 500, liveGroups: 50, groupMembers: 200 },
  features: new Set(),
  historyDays: 7,
  historyChoices: [7, 30, 90, 180, 360],
}

/** For operators who run the platform for themselves: neither limits nor an end. */
const privatePlan: Plan = {
  ...premium,
  id: 'private',
  level: 100,
  paid: false,
  quotas: unlimited,
  historyDays: null,
  historyChoices: [0, 7, 30, 90, 180, 360],
  call: 'included',
  freeDeletion: true,
  restRate: null,
  batchReceivers: null,
  appRate: null,
}

/** The plans every installation has. */
export const builtInPlans: readonly Plan[] = [developer, standard, premium, privatePlan]

/** The plans of an installation: the built-in ones, and those that its operator added. */
export class PlanTable {
  readonly #plans: ReadonlyMap<string, Plan>

  constructor(added: readonly Plan[] = []) {
    this.#plans = new Map([...builtInPlans, ...added].map((plan) => [plan.id, plan]))
  }

  /** By rising level. */
  get all(): readonly Plan[] {
    return [...this.#plans.values()].toSorted((a, b) => a.level - b.level)
  }

  find(id: string): Plan | undefined {
    return this.#plans.get(id)
  }

  /** @throws where no plan is called so: a row names a plan that was taken out of the operator's file. */
  of(id: string): Plan {
    const plan = this.#plans.get(id)
    if (!plan) throw new Error(`no plan is called ${id}`)
    return plan
  }
}
