import type { AppConf, NoticeMode, PendingSetting } from '@yanshu/protocol'
import { toSeconds } from '../../clock.ts'
import type { Changes } from './merge.ts'
import { merged } from './merge.ts'

/** From saving a setting of the delayed kind to its effect (群消息配置, 群系统通知配置: about ten minutes). */
export const CONF_DELAY = 10 * 60_000

/** The settings that take effect later; all others do at once. */
const delayedSettings = ['HistoryBeforeJoin', 'GroupNotices'] as const

/** A setting that was changed: what works until a time in Unix milliseconds. */
export interface Delayed {
  readonly before: boolean | NoticeMode
  readonly until: number
}

/** By the names that lead to a setting, `GroupNotices.Private.Name`. */
export type DelayedConf = Readonly<Record<string, Delayed>>

/** The settings that work now: those that were saved, but for what still waits. */
export function effectiveConf(saved: AppConf, delayed: DelayedConf, now: number): AppConf {
  return waiting(delayed, now).reduce(
    (conf, [path, { before }]) => merged(conf, nested(path, before)),
    saved,
  )
}

/** When the effective settings change next without anybody saving. */
export function nextEffect(delayed: DelayedConf, now: number): number {
  return Math.min(...waiting(delayed, now).map(([, { until }]) => until))
}

/**
 * What waits after a change. A setting that is saved once more starts to wait anew, and one that is
 * saved as it works has nothing to wait for.
 */
export function delayedAfter(
  delayed: DelayedConf,
  change: { readonly before: AppConf; readonly after: AppConf },
  now: number,
): DelayedConf {
  const was = new Map(leaves(change.before))
  const entries: [string, Delayed][] = []
  const running = new Map(waiting(delayed, now))
  for (const [path, value] of leaves(change.after)) {
    const saved = was.get(path)
    const waits = running.get(path)
    const before = waits ? waits.before : saved
    if (value === saved) {
      if (waits) entries.push([path, waits])
    } else if (before !== undefined && before !== value) {
      entries.push([path, { before, until: now + CONF_DELAY }])
    }
  }
  return Object.fromEntries(entries)
}

export function pendingSettings(delayed: DelayedConf, now: number): PendingSetting[] {
  return waiting(delayed, now).map(([Setting, { before, until }]) => ({
    Setting,
    Before: before,
    EffectiveTime: toSeconds(until),
  }))
}

function waiting(delayed: DelayedConf, now: number): readonly (readonly [string, Delayed])[] {
  return Object.entries(delayed).filter(([, { until }]) => until > now)
}

/** Every delayed setting with the names that lead to it. */
function leaves(conf: AppConf): readonly (readonly [string, boolean | NoticeMode])[] {
  return delayedSettings.flatMap((name) => leavesOf(conf[name], name))
}

function leavesOf(value: object, path: string): (readonly [string, boolean | NoticeMode])[] {
  return Object.entries(value).flatMap(([name, inner]: [string, object | boolean | NoticeMode]) =>
    typeof inner === 'object'
      ? leavesOf(inner, `${path}.${name}`)
      : [[`${path}.${name}`, inner] as const],
  )
}

function nested(path: string, value: boolean | NoticeMode): Changes<AppConf> {
  const steps = path.split('.')
  return steps.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value) as Changes<AppConf>
}
