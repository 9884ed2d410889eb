import type { AppItem } from '@yanshu/protocol'

const DAY = 86_400
const WARNED_DAYS = 7

/** How far the plan of an application has run; `daysLeft` counts a day begun as a whole one. */
export type PlanPeriod =
  | { readonly kind: 'endless' | 'running' | 'ended' }
  | { readonly kind: 'ending'; readonly daysLeft: number }

/** @param now - Unix milliseconds. */
export function planPeriod(
  { Status, ExpireTime }: Pick<AppItem, 'Status' | 'ExpireTime'>,
  now: number = Date.now(),
): PlanPeriod {
  // The server's word counts: this machine's clock may be wrong.
  if (Status === 'expired') return { kind: 'ended' }
  if (ExpireTime === null) return { kind: 'endless' }
  const daysLeft = Math.ceil((ExpireTime - now / 1000) / DAY)
  if (daysLeft <= 0) return { kind: 'ended' }
  return daysLeft <= WARNED_DAYS ? { kind: 'ending', daysLeft } : { kind: 'running' }
}
