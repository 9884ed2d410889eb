import { groupErrors as errors, groupLimits, ImError } from '@yanshu/protocol'

/** The counters of a group: values by key. */
export type Counters = ReadonlyMap<string, number>

export type CounterMode = 'Set' | 'Increase' | 'Decrease'

/** A key of a request with its value, or with what it is to rise or fall by. */
export type CounterStep = readonly [key: string, value: number]

/**
 * The counters that a change touches, with the values they have after it; one that is not there
 * begins at 0.
 *
 * @throws {ImError} 10063, and 10004 for a value that a number does not hold exactly.
 */
export function countersAfter(
  current: Counters,
  mode: CounterMode,
  steps: readonly CounterStep[],
): Counters {
  const changed = new Map<string, number>()
  for (const [key, value] of steps) {
    const before = changed.get(key) ?? current.get(key) ?? 0
    const after = mode === 'Set' ? value : mode === 'Increase' ? before + value : before - value
    if (!Number.isSafeInteger(after)) {
      throw new ImError(errors.badParameter, `${key} would be beyond 53 bits`)
    }
    changed.set(key, after)
  }
  const keys = new Set([...current.keys(), ...changed.keys()])
  if (keys.size > groupLimits.counters) throw new ImError(errors.tooManyCounters)
  return changed
}
