/** An app whose messages run out, and how far they are removed. */
export interface Mark {
  readonly appId: number
  /** No message of the app is left up to here. */
  readonly logId: number
  readonly days: number
}

/** Apps that are at the same place and keep messages equally long: one walk does for all of them. */
export interface Group {
  readonly appIds: readonly number[]
  readonly logId: number
  readonly days: number
}

export function groupsOf(marks: readonly Mark[]): readonly Group[] {
  const groups = new Map<string, { appIds: number[]; logId: number; days: number }>()
  for (const { appId, logId, days } of marks) {
    const key = `${logId}/${days}`
    const group = groups.get(key)
    if (group) group.appIds.push(appId)
    else groups.set(key, { appIds: [appId], logId, days })
  }
  return [...groups.values()].toSorted((a, b) => a.logId - b.logId)
}

/** What is looked at of a message to know whether it goes. */
export interface Seen {
  readonly id: number
  readonly app_id: number
  readonly time: number
}

/** Part of the log that a step clears of the messages of some apps. */
export interface Stretch {
  /** The log id in front of it. */
  readonly from: number
  readonly upTo: number
  /** Messages to be removed. */
  readonly count: number
}

/**
 * Cuts what comes behind a log id into steps of at most `most` messages to be removed, up to the first
 * message that is young enough: everything after it was stored later.
 */
export function stretchesOf(
  rows: readonly Seen[],
  wanted: {
    readonly from: number
    readonly appIds: ReadonlySet<number>
    readonly before: number
    readonly most: number
  },
): readonly Stretch[] {
  const stretches: Stretch[] = []
  let current: Stretch = { from: wanted.from, upTo: wanted.from, count: 0 }
  for (const { id, app_id, time } of rows) {
    if (time >= wanted.before) break
    const goes = wanted.appIds.has(app_id)
    if (goes && current.count === wanted.most) {
      stretches.push(current)
      current = { from: current.upTo, upTo: current.upTo, count: 0 }
    }
    current = { ...current, upTo: id, count: current.count + (goes ? 1 : 0) }
  }
  if (current.upTo > current.from) stretches.push(current)
  return stretches
}
