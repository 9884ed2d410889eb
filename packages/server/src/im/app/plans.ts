/** What a plan allows; `undefined` is no limit. Source: limits-and-plans, 使用限制, 价格说明. */
export interface Plan {
  readonly id: string
  /** Accounts an app may have (70398 beyond). */
  readonly accounts: number | undefined
  /** Calendar months after which the app stops until it is extended or upgraded. */
  readonly validMonths: number | undefined
  /** Several instances of one platform other than Web may be online together. */
  readonly samePlatform: boolean
  readonly userStatus: boolean
  /** Whether accounts may be deleted without the app's own switch, and come back at once. */
  readonly freeDeletion: boolean
  /** True for apps that are deleted through support only. */
  readonly paid: boolean
  /** REST calls a second and command; the command's own rate where absent. */
  readonly restRate: number | 'byCommand' | undefined
  /** Receivers of `batchsendmsg` a minute. */
  readonly batchReceivers: number | undefined
  /** Calls a second over all commands of the app. */
  readonly appRate: number | undefined
}

const premium = {
  id: 'premium',
  accounts: undefined,
  validMonths: undefined,
  samePlatform: true,
  userStatus: true,
  freeDeletion: false,
  paid: true,
  restRate: 'byCommand',
  batchReceivers: 12_000,
  appRate: 3000,
} as const satisfies Plan

/** The plans an app may be on, by id. `private` is for operators who run the platform for themselves. */
export const plans: Readonly<Record<string, Plan>> = {
  developer: {
    ...premium,
    id: 'developer',
    accounts: 100,
    validMonths: 1,
    freeDeletion: true,
    paid: false,
    appRate: 1000,
  },
  standard: { ...premium, id: 'standard', samePlatform: false, userStatus: false },
  premium,
  private: {
    ...premium,
    id: 'private',
    freeDeletion: true,
    paid: false,
    restRate: undefined,
    batchReceivers: undefined,
    appRate: undefined,
  },
}

export function planOf(id: string): Plan {
  const plan = plans[id]
  if (!plan) throw new Error(`no plan is called ${id}`)
  return plan
}
