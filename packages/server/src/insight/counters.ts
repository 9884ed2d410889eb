import type { Clock } from '../clock.ts'
import { dayOf, endOfDay } from './rules.ts'
import type { Figure } from './rules.ts'
import type { ActiveKind, ActiveUsers, FigureRow } from './store.ts'

/** Accounts remembered as counted; beyond that the table is asked again. */
const REMEMBERED = 500_000

const kinds = ['login', 'send', 'sendToGroup', 'sendToAny', 'groupTalk'] as const

/** What is to be written. */
export interface Pending {
  readonly sums: readonly FigureRow[]
  readonly peaks: readonly FigureRow[]
  readonly active: readonly ActiveUsers[]
}

/** What was counted of an app on one day since the last flush. */
interface Tally {
  readonly sums: Map<Figure, number>
  peak: number
  readonly active: Readonly<Record<ActiveKind, Set<string>>>
}

/**
 * Counts in memory, so that what is counted costs no query. Days are told apart when something
 * happens; a flush may come a minute later.
 */
export class Counters {
  readonly #now: Clock
  #today = 0
  #dayEnds = 0
  /** By day, then by app: at midnight two days wait together. */
  readonly #tallies = new Map<number, Map<number, Tally>>()
  /** Who was counted today, by kind and app. */
  readonly #known = byKind(() => new Map<number, Set<string>>())
  #remembered = 0

  constructor(now: Clock) {
    this.#now = now
  }

  get today(): number {
    this.#turn()
    return this.#today
  }

  add(appId: number, figure: Figure, by = 1): void {
    const { sums } = this.#tally(appId)
    sums.set(figure, (sums.get(figure) ?? 0) + by)
  }

  peak(appId: number, value: number): void {
    const tally = this.#tally(appId)
    if (value > tally.peak) tally.peak = value
  }

  /** Notes that an account was active today. */
  active(appId: number, kind: ActiveKind, userId: string): void {
    if (this.isKnown(appId, kind, userId)) return
    this.#tally(appId).active[kind].add(userId)
    this.remember(appId, kind, userId)
  }

  /** Whether an account is counted, or is about to be, on this day. */
  isKnown(appId: number, kind: ActiveKind, userId: string): boolean {
    this.#turn()
    return this.#known[kind].get(appId)?.has(userId) ?? false
  }

  remember(appId: number, kind: ActiveKind, userId: string): void {
    if (this.#remembered >= REMEMBERED) this.#forget()
    this.#remembered += 1
    const known = this.#known[kind].get(appId)
    if (known) known.add(userId)
    else this.#known[kind].set(appId, new Set([userId]))
  }

  /** Hands out what was counted, and begins anew. */
  take(): Pending {
    const pending = {
      sums: [] as FigureRow[],
      peaks: [] as FigureRow[],
      active: [] as ActiveUsers[],
    }
    for (const [period, apps] of this.#tallies) {
      for (const [appId, { sums, peak, active }] of apps) {
        for (const [field, value] of sums) pending.sums.push({ appId, period, field, value })
        if (peak > 0) pending.peaks.push({ appId, period, field: 'MaxOnlineNum', value: peak })
        for (const kind of kinds) {
          const userIds = [...active[kind]]
          if (userIds.length > 0) pending.active.push({ appId, day: period, kind, userIds })
        }
      }
    }
    this.#tallies.clear()
    return pending
  }

  /** Takes back what could not be written. */
  giveBack({ sums, peaks, active }: Pending): void {
    for (const { appId, period, field, value } of sums) {
      const tally = this.#tallyOf(period, appId)
      tally.sums.set(field, (tally.sums.get(field) ?? 0) + value)
    }
    for (const { appId, period, value } of peaks) {
      const tally = this.#tallyOf(period, appId)
      tally.peak = Math.max(tally.peak, value)
    }
    for (const { appId, day, kind, userIds } of active) {
      const users = this.#tallyOf(day, appId).active[kind]
      for (const userId of userIds) users.add(userId)
    }
  }

  #turn(): void {
    const now = this.#now()
    if (now < this.#dayEnds) return
    this.#today = dayOf(now)
    this.#dayEnds = endOfDay(now)
    this.#forget()
  }

  #forget(): void {
    for (const kind of kinds) this.#known[kind].clear()
    this.#remembered = 0
  }

  #tally(appId: number): Tally {
    this.#turn()
    return this.#tallyOf(this.#today, appId)
  }

  #tallyOf(day: number, appId: number): Tally {
    const apps = this.#tallies.get(day) ?? new Map<number, Tally>()
    this.#tallies.set(day, apps)
    const known = apps.get(appId)
    if (known) return known
    const tally: Tally = {
      sums: new Map(),
      peak: 0,
      active: byKind(() => new Set()),
    }
    apps.set(appId, tally)
    return tally
  }
}

function byKind<Value>(create: () => Value): Readonly<Record<ActiveKind, Value>> {
  return {
    login: create(),
    send: create(),
    sendToGroup: create(),
    sendToAny: create(),
    groupTalk: create(),
  }
}
