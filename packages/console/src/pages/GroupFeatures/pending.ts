import type { PendingSetting } from '@yanshu/protocol'

/** Settings that take effect together. */
export interface PendingGroup {
  /** Unix seconds. */
  readonly time: number
  /** The last part of each name. */
  readonly items: readonly string[]
}

/** What of a setting is pending, by when it takes effect. */
export function pendingOf(all: readonly PendingSetting[], setting: string): PendingGroup[] {
  const own = all.filter(({ Setting }) => Setting === setting || Setting.startsWith(`${setting}.`))
  const times = [...new Set(own.map(({ EffectiveTime }) => EffectiveTime))].sort((a, b) => a - b)
  return times.map((time) => ({
    time,
    items: own.filter((one) => one.EffectiveTime === time).map(({ Setting }) => lastPart(Setting)),
  }))
}

/** Milliseconds until the next setting takes effect, from when it is not pending any more. */
export function untilNextEffect(all: readonly PendingSetting[], now: number): number | undefined {
  if (all.length === 0) return undefined
  const next = Math.min(...all.map(({ EffectiveTime }) => EffectiveTime))
  return Math.max(0, next * 1000 - now)
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}
